import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import fc from 'fast-check';
import { join } from 'path';
import { expectGolden } from '../__testUtils__/golden';
import { hostileText, unlessRefused } from '../__testUtils__/hostile';
import { defaultOrganisation } from '../organisation';
import { type SpaceliftInput, spaceliftModule } from '.';

const account = '766808016710';
const roleArn = `arn:aws:iam::${account}:role/spacelift-admin-role`;

const input: SpaceliftInput = {
  directory: 'dev/spacelift/dpe-k8s',
  space: {
    name: 'dpe-sandbox',
    description: 'Development of the cluster.',
    labels: ['env:dev'],
  },
  stacks: [
    {
      name: 'dpe-sandbox-k8s',
      description: 'Cluster and what it needs of AWS.',
      projectRoot: 'dev/stacks/dpe-sandbox-k8s',
      version: '1.8.4',
      administrative: true,
      labels: ['aws'],
      driftDetection: { schedule: ['0 6 * * 1-5'], reconcile: false },
    },
    {
      name: 'dpe-sandbox-k8s-deployments',
      description: 'What runs in the cluster.',
      projectRoot: 'dev/stacks/dpe-sandbox-k8s-deployments',
      tool: 'terraform',
      version: '1.5.7',
      autodeploy: true,
      dependsOn: [
        {
          stack: 'dpe-sandbox-k8s',
          inputs: {
            TF_VAR_cluster_name: 'cluster_name',
            TF_VAR_vpc_id: 'vpc_id',
          },
        },
      ],
    },
  ],
  awsIntegrations: [
    {
      name: 'dpe-sandbox',
      roleArn,
      region: 'us-east-1',
      stacks: [
        { stack: 'dpe-sandbox-k8s' },
        { stack: 'dpe-sandbox-k8s-deployments', write: false },
      ],
    },
  ],
  contexts: [
    {
      name: 'k8s',
      description: 'How to reach the cluster.',
      environment: {
        AWS_REGION: 'us-east-1',
        GREETING: '${file("x")} "%{ if }"',
      },
      labels: ['autoattach:k8s'],
      stacks: ['dpe-sandbox-k8s'],
    },
  ],
  policies: [
    {
      name: 'no-weekend-deploys',
      type: 'PLAN',
      body: 'package spacelift\n\ndeny["No weekends"] {\n  weekend\n}',
      stacks: ['dpe-sandbox-k8s', 'dpe-sandbox-k8s-deployments'],
    },
    {
      name: 'who-may-log-in',
      type: 'LOGIN',
      description: 'Only people of the organisation.',
      body: 'package spacelift\n\nallow { input.session.member }\n',
    },
  ],
};

const files = spaceliftModule(input, defaultOrganisation);

describe('the files of the module', () => {
  it('are the golden ones', () => {
    expect(files).not.toHaveLength(0);
    expectGolden(join(__dirname, '__golden__', 'module'), files);
  });
});

describe('a module', () => {
  const [infrastructure, deployments] = input.stacks;
  const [integration] = input.awsIntegrations ?? [];

  it.each<[string, Partial<SpaceliftInput>]>([
    ['stacks[1].name', { stacks: [infrastructure, infrastructure] }],
    [
      'stacks[0].dependsOn[0].stack',
      {
        stacks: [
          { ...infrastructure, dependsOn: [{ stack: deployments.name }] },
          deployments,
        ],
      },
    ],
    [
      'stacks[0].dependsOn[0].stack',
      { stacks: [{ ...infrastructure, dependsOn: [{ stack: 'nowhere' }] }] },
    ],
    [
      'awsIntegrations[1].stacks[0].write',
      {
        awsIntegrations: [
          integration,
          {
            ...integration,
            name: 'other',
            stacks: [{ stack: infrastructure.name, read: false }],
          },
        ],
      },
    ],
    [
      'policies[0].stacks',
      {
        policies: [
          {
            name: 'x',
            type: 'LOGIN',
            body: 'package spacelift',
            stacks: [infrastructure.name],
          },
        ],
      },
    ],
    [
      'policies[0].body',
      { policies: [{ name: 'x', type: 'PLAN', body: 'package x' }] },
    ],
    ['stacks[0].version', { stacks: [{ ...infrastructure, version: '1' }] }],
  ])('is refused by the field %s', (field, change) => {
    const generate = () =>
      spaceliftModule({ ...input, ...change }, defaultOrganisation);
    expect(generate).toThrow(InvalidFieldsError);
    expect(generate).toThrow(`${field}: `);
  });

  it('gives things with similar names resources of their own', () => {
    const stack = (name: string, dependsOn: string[] = []) => ({
      ...infrastructure,
      name,
      dependsOn: dependsOn.map(other => ({ stack: other })),
    });
    const [main] = spaceliftModule(
      {
        space: input.space,
        stacks: [
          stack('a'),
          stack('b-a'),
          stack('c-b', ['a']),
          stack('c', ['b-a']),
          stack('1'),
          stack('a--b'),
          stack('a-b'),
        ],
      },
      defaultOrganisation,
    );
    const heads = main.content.match(/^resource .*$/gm) ?? [];
    expect(new Set(heads).size).toBe(heads.length);
    expect(heads.filter(head => head.includes('_stack_dep'))).toHaveLength(2);
  });

  it.each([
    'space.name',
    'space.description',
    'stacks[0].projectRoot',
    'stacks[0].labels[0]',
    'contexts[0].environment',
    'policies[0].body',
  ])('carries a hostile %s as text, or refuses it', field => {
    fc.assert(
      fc.property(hostileText, text => {
        const at = (name: string, value: string) =>
          name === field ? text : value;
        const generated = unlessRefused(field, () =>
          spaceliftModule(
            {
              space: {
                name: at('space.name', 'x'),
                description: at('space.description', 'x'),
              },
              stacks: [
                {
                  name: 'x',
                  description: 'x',
                  projectRoot: at('stacks[0].projectRoot', 'x'),
                  version: '1.8.4',
                  labels: [at('stacks[0].labels[0]', 'x')],
                },
              ],
              contexts: [
                {
                  name: 'x',
                  description: 'x',
                  environment: { X: at('contexts[0].environment', 'x') },
                },
              ],
              policies: [
                {
                  name: 'x',
                  type: 'PLAN',
                  body: `package spacelift\n${at('policies[0].body', 'x')}`,
                },
              ],
            },
            defaultOrganisation,
          ),
        );
        const terraform = (generated ?? []).filter(({ path }) =>
          path.endsWith('.tf'),
        );
        expect(
          terraform.filter(({ content }) =>
            /(?<!\$)\$\{(?!path\.module\})|(?<!%)%\{/.test(content),
          ),
        ).toEqual([]);
      }),
      { seed: 20_260_330, numRuns: 100 },
    );
  });
});
