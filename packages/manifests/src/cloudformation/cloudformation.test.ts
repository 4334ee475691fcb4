import { policyToJson } from '@cluster-self-service/iam-policy';
import fc from 'fast-check';
import { join } from 'path';
import { parse } from 'yaml';
import { expectGolden } from '../__testUtils__/golden';
import { hostileText, unlessRefused } from '../__testUtils__/hostile';
import { documentsOf, rolePair } from '../__testUtils__/rolePair';
import type { GeneratedFile } from '../files';
import {
  roleCloudFormation,
  rolePairCloudFormation,
  templateProblems,
} from '.';

const cases: Record<string, GeneratedFile[]> = {
  irsa: rolePairCloudFormation(rolePair('irsa'), {
    tags: { team: 'orders', 'cost center': '1/2' },
  }),
  'pod-identity': rolePairCloudFormation(rolePair('pod-identity'), {
    directory: 'infra/pair',
    tags: { team: 'orders' },
    externalPermissionsBoundaryArn:
      'arn:aws:iam::490262564977:policy/developers',
  }),
  'single-role': roleCloudFormation(rolePair('irsa').platform, {
    path: 'roles/cats.yaml',
    description: 'Role of test-dev.',
    managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  }),
};

const templates = Object.entries(cases).flatMap(([name, files]) =>
  files
    .filter(({ path }) => path.endsWith('.yaml'))
    .map(({ path, content }): [string, string] => [`${name}/${path}`, content]),
);

describe.each(Object.entries(cases))('the files of %s', (name, files) => {
  it('are the golden ones', () => {
    expect(files).not.toHaveLength(0);
    expectGolden(join(__dirname, '__golden__', name), files);
  });
});

describe.each(templates)('%s', (_, content) => {
  it('is what CloudFormation takes', () => {
    expect(templateProblems(parse(content))).toEqual([]);
  });

  it('glues nothing', () => {
    expect(content).not.toMatch(/Fn::(Sub|Join|Transform)|!\w/);
  });
});

describe('the offline check', () => {
  const template = parse(templates[0][1]);
  const { PlatformRole } = template.Resources;

  it.each([
    ['a property that there is not', { ...PlatformRole.Properties, Name: 'x' }],
    [
      'a name that IAM refuses',
      { ...PlatformRole.Properties, RoleName: 'a b' },
    ],
    [
      'a bare statement as policy',
      {
        ...PlatformRole.Properties,
        AssumeRolePolicyDocument: { Effect: 'Allow' },
      },
    ],
  ])('finds %s', (_, Properties) => {
    expect(
      templateProblems({
        ...template,
        Resources: { PlatformRole: { ...PlatformRole, Properties } },
      }),
    ).not.toEqual([]);
  });
});

describe('a role pair', () => {
  it('has every policy as it was built', () => {
    const [platform, external] = cases['pod-identity']
      .slice(0, 2)
      .map(({ content }) => parse(content));
    const rolePolicies = (role: {
      Properties: {
        AssumeRolePolicyDocument: unknown;
        Policies: Array<{ PolicyDocument: unknown }>;
      };
    }) => [
      role.Properties.AssumeRolePolicyDocument,
      ...role.Properties.Policies.map(policy => policy.PolicyDocument),
    ];
    const { ExternalRole, ExecutionRole1, ResourcePolicy1, ResourcePolicy2 } =
      external.Resources;
    expect([
      ...rolePolicies(platform.Resources.PlatformRole),
      ...rolePolicies(ExternalRole),
      ...rolePolicies(ExecutionRole1),
      ResourcePolicy1.Properties.PolicyDocument,
      ResourcePolicy2.Properties.PolicyDocument,
    ]).toEqual(documentsOf(rolePair('pod-identity')).map(policyToJson));
  });

  it('keeps policy variables as they are', () => {
    expect(cases.irsa[1].content).toContain('${aws:userid}');
  });

  it('bounds roles that have no boundary of their own', () => {
    const { Resources } = parse(cases['pod-identity'][1].content);
    expect(Resources.ExternalRole.Properties.PermissionsBoundary).toBe(
      'arn:aws:iam::490262564977:policy/developers',
    );
    const pair = rolePair();
    pair.executionRoles[0].permissionsBoundaryArn =
      'arn:aws:iam::490262564977:policy/own';
    const [, external] = rolePairCloudFormation(pair, {
      externalPermissionsBoundaryArn:
        'arn:aws:iam::490262564977:policy/developers',
    });
    expect(
      parse(external.content).Resources.ExecutionRole1.Properties
        .PermissionsBoundary,
    ).toBe('arn:aws:iam::490262564977:policy/own');
  });

  it.each([
    ['{{resolve:secretsmanager:x}}', 'leave out "{{resolve:"'],
    ['\ud800', 'use whole Unicode characters'],
  ])('is refused with %j in a statement', (text, message) => {
    const pair = rolePair();
    pair.external.policies[0].document.Statement[0].Resource = [text];
    expect(() => rolePairCloudFormation(pair)).toThrow(
      `pair.external.policies[0].document.Statement[0].Resource[0]: ${message}`,
    );
  });

  it.each(['Ref', 'Fn::Sub'])('is refused with the condition key %s', key => {
    const pair = rolePair();
    pair.external.policies[0].document.Statement[0].Condition = {
      StringEquals: { [key]: ['x'] },
    };
    expect(() => rolePairCloudFormation(pair)).toThrow(
      'pair.external.policies[0].document.Statement[0].Condition.StringEquals: use another key',
    );
  });

  it('carries hostile tags as data, or names them', () => {
    const pair = rolePair();
    fc.assert(
      fc.property(hostileText, text => {
        const files = unlessRefused('tags', () =>
          rolePairCloudFormation(pair, { tags: { [text]: 'x', x: text } }),
        );
        const tags = (files ?? [])
          .slice(0, 1)
          .map(
            ({ content }) =>
              parse(content).Resources.PlatformRole.Properties.Tags,
          );
        expect(
          tags.filter(
            ([first, second]) => first.Key !== text || second.Value !== text,
          ),
        ).toEqual([]);
      }),
      { seed: 20_260_321, numRuns: 100 },
    );
  });

  it('is refused with a policy on something that CloudFormation cannot give one', () => {
    const pair = rolePair();
    pair.resourcePolicies[0].resource =
      'arn:aws:kms:us-east-2:490262564977:key/x';
    expect(() => rolePairCloudFormation(pair)).toThrow(
      'pair.resourcePolicies[0].resource: put the policy on',
    );
  });

  it('is refused when it is larger than CloudFormation takes', () => {
    const pair = rolePair();
    pair.external.policies[0].document.Statement[0].Resource = [
      'x'.repeat(1_100_000),
    ];
    expect(() => rolePairCloudFormation(pair)).toThrow('pair: ask for less: ');
  });

  it('carries hostile text in a statement as data, or names it', () => {
    const pair = rolePair();
    fc.assert(
      fc.property(hostileText, text => {
        pair.external.policies[0].document.Statement[0].Resource = [text];
        const files = unlessRefused('pair.external', () =>
          rolePairCloudFormation(pair),
        );
        const read = (files ?? [])
          .slice(1, 2)
          .map(
            ({ content }) =>
              parse(content).Resources.ExternalRole.Properties.Policies[0]
                .PolicyDocument.Statement[0].Resource,
          );
        expect(read.filter(value => value !== text)).toEqual([]);
      }),
      { seed: 20_260_320, numRuns: 100 },
    );
  });
});
