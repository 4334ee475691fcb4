import {
  InvalidFieldsError,
  lintDocument,
} from '@cluster-self-service/iam-policy';
import fc from 'fast-check';
import { join } from 'path';
import { parse } from 'yaml';
import { expectGolden } from '../__testUtils__/golden';
import { hostileText, unlessRefused } from '../__testUtils__/hostile';
import { defaultOrganisation } from '../organisation';
import { vaultAccess, vaultAgentPatch, vaultMounts, vaultUserTrust } from '.';

const jay = {
  name: 'jay@eventualcomputing.com',
  roleArn: 'arn:aws:iam::941892620273:role/daft',
  externalId: 'eventual@jay',
};
const customer = {
  name: 'acme',
  roleArn: 'arn:aws:iam::490262564977:role/daft',
  externalId: 'eventual@acme',
  maxTtlSeconds: 900,
};
const access = {
  users: [jay, customer],
  workloads: [
    {
      namespace: 'test-dev',
      serviceAccount: 'daft',
      users: [jay.name, customer.name],
    },
    { namespace: 'test-dev', serviceAccount: 'vault.sa', users: ['acme'] },
  ],
};
const agent = {
  directory: 'apps/test-dev',
  kind: 'CronJob' as const,
  name: 'daft',
  namespace: 'test-dev',
  serviceAccount: 'daft',
  user: jay.name,
};
const organisation = defaultOrganisation;

const cases = {
  mounts: vaultMounts({}, organisation),
  'mounts-workload-identity': vaultMounts(
    {
      directory: 'vault',
      region: 'us-west-2',
      credentials: {
        from: 'workload-identity',
        roleArn: 'arn:aws:iam::941892620273:role/vault',
        audience: 'vault.example.com/v1/aws',
      },
    },
    organisation,
  ),
  access: vaultAccess(access, organisation),
  agent: [
    ...vaultAgentPatch(agent, organisation),
    ...vaultAgentPatch(
      {
        ...agent,
        kind: 'Deployment',
        name: 'notebook',
        format: 'environment',
        ttlSeconds: 900,
      },
      { ...organisation, vault: { ...organisation.vault, namespace: '' } },
    ),
  ],
};

describe.each(Object.entries(cases))('the files of %s', (name, files) => {
  it('are the golden ones', () => {
    expect(files).not.toHaveLength(0);
    expectGolden(join(__dirname, '__golden__', name), files);
  });
});

describe('access to roles of users', () => {
  const files = cases.access;

  it('is one path a user, without wildcards', () => {
    const policies = files.filter(({ path }) => path.endsWith('.hcl'));
    expect(policies.map(({ content }) => content)).toEqual([
      'path "aws/sts/userrole-jay@eventualcomputing.com" {\n  capabilities = ["read", "update"]\n}\n',
      'path "aws/sts/userrole-acme" {\n  capabilities = ["read", "update"]\n}\n',
    ]);
  });

  it('is bound to one service account of one namespace', () => {
    const [{ content }] = files;
    expect(content).not.toContain('*');
    expect(content).toMatch(
      /role_name\s+= "test-dev_vault\.sa"\n\s+bound_service_account_names\s+= \["vault\.sa"\]\n\s+bound_service_account_namespaces = \["test-dev"\]/,
    );
  });

  it('has no static keys', () => {
    const text = Object.values(cases)
      .flat()
      .map(({ content }) => content)
      .join('');
    expect(text).not.toMatch(/^\s*(access_key|secret_key)\b/m);
  });

  it.each([
    ['users[0].name', { users: [{ ...jay, name: '*' }] }],
    ['users[0].name', { users: [{ ...jay, name: 'a+b' }] }],
    ['users[0].name', { users: [{ ...jay, name: 'a/b' }] }],
    ['users[0].name', { users: [{ ...jay, name: 'a..b' }] }],
    ['users[0].name', { users: [{ ...jay, name: '{{identity}}' }] }],
    ['users[1].name', { users: [jay, jay], workloads: [] }],
    ['users[0].maxTtlSeconds', { users: [{ ...jay, maxTtlSeconds: 3_601 }] }],
    [
      'users[0].roleArn',
      { users: [{ ...jay, roleArn: 'arn:aws:iam::941892620273:user/jay' }] },
    ],
    [
      'workloads[0].users[0]',
      { workloads: [{ ...access.workloads[0], users: ['nobody'] }] },
    ],
    [
      'workloads[1].serviceAccount',
      { workloads: [access.workloads[0], access.workloads[0]] },
    ],
  ])('is refused by the field %s', (field, change) => {
    const generate = () => vaultAccess({ ...access, ...change }, organisation);
    expect(generate).toThrow(InvalidFieldsError);
    expect(generate).toThrow(`${field}: `);
  });

  it('keeps hostile names out of paths', () => {
    fc.assert(
      fc.property(hostileText, name => {
        const generated = unlessRefused('users[0]', () =>
          vaultAccess({ users: [{ ...jay, name }] }, organisation),
        );
        const policies = (generated ?? []).slice(2);
        expect(
          policies.filter(
            ({ path, content }) =>
              !/^vault\/access\/policies\/userrole-[\w.@-]+\.hcl$/.test(path) ||
              !/^path "aws\/sts\/userrole-[\w.@-]+" \{\n/.test(content),
          ),
        ).toEqual([]);
      }),
      { seed: 20_260_340, numRuns: 300 },
    );
  });
});

describe('the trust of a user', () => {
  const vaultRoleArn = 'arn:aws:iam::941892620273:role/a/vault';

  it('is in one role, with an external id', () => {
    const trust = vaultUserTrust({ vaultRoleArn, externalId: 'eventual@jay' });
    expect(trust.Statement).toEqual([
      {
        Sid: 'AllowVault',
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam::941892620273:root'] },
        Action: ['sts:AssumeRole'],
        Condition: {
          StringEquals: { 'sts:ExternalId': ['eventual@jay'] },
          ArnEquals: { 'aws:PrincipalArn': [vaultRoleArn] },
        },
      },
    ]);
    expect(lintDocument(trust, { accountId: '490262564977' })).toEqual([]);
  });

  it('is refused without a role', () => {
    expect(() =>
      vaultUserTrust({
        vaultRoleArn: 'arn:aws:iam::941892620273:root',
        externalId: 'eventual@jay',
      }),
    ).toThrow('vaultRoleArn: write the ARN of a role');
  });
});

describe('the agent', () => {
  it('is told by the pod template, with the service account that is bound', () => {
    const { spec } = parse(cases.agent[0].content).spec.jobTemplate;
    const { metadata, spec: pod } = spec.template;
    expect(pod.serviceAccountName).toBe('daft');
    expect(metadata.annotations).toMatchObject({
      'vault.hashicorp.com/role': 'test-dev_daft',
      'vault.hashicorp.com/agent-pre-populate-only': 'true',
      'vault.hashicorp.com/agent-inject-secret-aws-credentials':
        'aws/sts/userrole-jay@eventualcomputing.com',
      'vault.hashicorp.com/agent-inject-template-aws-credentials': [
        '{{ with secret "aws/sts/userrole-jay@eventualcomputing.com" "ttl=3600s" -}}',
        '[default]',
        'aws_access_key_id = {{ .Data.access_key }}',
        'aws_secret_access_key = {{ .Data.secret_key }}',
        'aws_session_token = {{ .Data.security_token }}',
        '{{- end }}',
        '',
      ].join('\n'),
    });
  });

  it('keeps the credentials of what runs on fresh', () => {
    expect(cases.agent[1].content).not.toContain('pre-populate-only');
  });

  it('logs in with a role that the access module makes', () => {
    const role = parse(cases.agent[1].content).spec.template.metadata
      .annotations['vault.hashicorp.com/role'];
    expect(cases.access[0].content).toMatch(
      new RegExp(`role_name +.* "${role}"`),
    );
  });

  it.each(['name', 'namespace', 'serviceAccount', 'user', 'audience'])(
    'refuses or carries a hostile %s',
    field => {
      fc.assert(
        fc.property(hostileText, text => {
          const generated = unlessRefused(field, () =>
            vaultAgentPatch({ ...agent, [field]: text }, organisation),
          );
          const templates = (generated ?? []).map(
            ({ content }) =>
              parse(content).spec.jobTemplate.spec.template.metadata
                .annotations[
                'vault.hashicorp.com/agent-inject-template-aws-credentials'
              ],
          );
          expect(
            templates.filter(
              template =>
                !/^\{\{ with secret "aws\/sts\/userrole-[\w.@-]+" "ttl=3600s" -\}\}\n/.test(
                  template,
                ),
            ),
          ).toEqual([]);
        }),
        { seed: 20_260_341, numRuns: 200 },
      );
    },
  );
});
