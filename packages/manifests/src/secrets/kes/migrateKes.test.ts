import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import fc from 'fast-check';
import { readFileSync } from 'fs';
import { join } from 'path';
import { expectCarried } from '../../__testUtils__/carried';
import { expectGolden } from '../../__testUtils__/golden';
import {
  hostileText,
  hostileTexts,
  unlessRefused,
} from '../../__testUtils__/hostile';
import { escapeGoTemplate } from '../../goTemplate';
import { defaultOrganisation } from '../../organisation';
import { assertValid } from '../../validation';
import { printManifests, printYaml } from '../../yaml';
import type { MigrateKesInput } from '.';
import { migrateKes } from '.';

const seed = readFileSync(
  join(__dirname, '../../__fixtures__/seeds/cross-account-aws.md'),
  'utf8',
);
const [, seedManifest = ''] =
  /```yaml\n(---\napiVersion: "kubernetes-client\.io[\s\S]*?)```/.exec(seed) ??
  [];
const seedRole =
  'arn:aws:iam::490262564977:role/lrl-cluwe-cats-cross-connection';

function kes(
  spec: Record<string, unknown>,
  metadata: Record<string, unknown> = {},
) {
  return {
    apiVersion: 'kubernetes-client.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'app', namespace: 'llm-qa', ...metadata },
    spec: { backendType: 'secretsManager', region: 'us-east-2', ...spec },
  };
}

function migrate(manifests: MigrateKesInput['manifests']) {
  const migration = migrateKes(
    {
      manifests,
      serviceAccount: 'self-service',
      externalIds: { [seedRole]: 'cats@cluwe-qa@490262564977' },
    },
    defaultOrganisation,
  );
  assertValid(migration.objects);
  return migration;
}

function problemsOf(...manifests: unknown[]) {
  try {
    migrate(manifests);
  } catch (error) {
    if (error instanceof InvalidFieldsError) {
      return [...new Set(error.problems.map(({ path }) => path))];
    }
    throw error;
  }
  return [];
}

describe("the migration of the documents' own example", () => {
  const migration = migrate(seedManifest);

  it('is printed as it is kept', () => {
    expectGolden(join(__dirname, '__golden__', 'seed'), [
      { path: 'objects.yaml', content: printManifests(migration.objects) },
      { path: 'steps.yaml', content: printYaml(migration.steps) },
      { path: 'warnings.yaml', content: printYaml(migration.warnings) },
    ]);
  });

  it('reads every key it read before, under the same names', () => {
    expect(migration.objects).toMatchObject([
      {
        kind: 'SecretStore',
        spec: {
          provider: {
            aws: {
              role: seedRole,
              region: 'us-east-2',
              externalID: 'cats@cluwe-qa@490262564977',
            },
          },
        },
      },
      {
        kind: 'ExternalSecret',
        metadata: { name: 'cluwe-secret', namespace: 'cluwe-qa' },
        spec: {
          data: [
            {
              secretKey: 'username',
              remoteRef: {
                key: 'cluwe-dev/rds/secret',
                property: 'rds_username',
              },
            },
            {
              secretKey: 'password',
              remoteRef: {
                key: 'cluwe-dev/rds/secret',
                property: 'rds_password',
              },
            },
            {
              secretKey: 'endpoint',
              remoteRef: { key: 'cluwe-dev/rds/secret', property: 'rds_host' },
            },
          ],
        },
      },
    ]);
  });

  it('warns of keys outside the prefix of the namespace', () => {
    expect(
      migration.warnings
        .filter(({ message }) => message.includes('outside "cats/cluwe-qa/"'))
        .map(({ path }) => path),
    ).toEqual([
      'manifests[0].spec.data[0].key',
      'manifests[0].spec.data[1].key',
      'manifests[0].spec.data[2].key',
    ]);
  });

  it('warns of a role without an external id', () => {
    const { warnings } = migrateKes(
      { manifests: seedManifest, serviceAccount: 'self-service' },
      defaultOrganisation,
    );
    expect(warnings.map(({ path }) => path)).toContain(
      `externalIds.${seedRole}`,
    );
  });
});

describe('the steps of a migration', () => {
  const { steps } = migrate(seedManifest);
  const place = (...words: string[]) =>
    steps.findIndex(({ commands }) =>
      commands.some(command => words.every(word => command.includes(word))),
    );

  it('stop the old controller, free the Secrets, and only then delete', () => {
    const order = [
      place('scale', '--replicas=0'),
      place('patch', 'secret', 'cluwe-secret'),
      place('delete', 'externalsecrets.kubernetes-client.io'),
      place('patch', 'externalsecrets.external-secrets.io'),
    ];
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('leave the Secret without an owner until the old object is gone', () => {
    expect(migrate(seedManifest).objects[1]).toMatchObject({
      spec: { target: { creationPolicy: 'Orphan', deletionPolicy: 'Retain' } },
    });
  });
});

describe('the stores of a migration', () => {
  const read = (name: string, key: string, more = {}) =>
    kes({ data: [{ key, name: 'a' }], ...more }, { name });

  it('are one for each role, region and backend, always under the same name', () => {
    const manifests = [
      read('a', 'cats/llm-qa/x'),
      read('b', 'cats/llm-qa/y'),
      read('c', 'cats/llm-qa/x', { region: 'eu-west-1' }),
      read('d', '/cats/llm-qa/x', { backendType: 'systemManager' }),
      read('e', 'cats/llm-qa/x', { roleArn: seedRole }),
    ];
    const names = (objects: ReturnType<typeof migrate>['objects']) =>
      objects
        .filter(({ kind }) => kind === 'SecretStore')
        .map(({ metadata }) => metadata.name)
        .sort();
    expect(names(migrate(manifests).objects)).toHaveLength(4);
    expect(names(migrate([...manifests].reverse()).objects)).toEqual(
      names(migrate(manifests).objects),
    );
  });

  it('have the prefix of the namespace where all keys are below it', () => {
    const { objects, warnings } = migrate([read('a', 'cats/llm-qa/db/x')]);
    expect(objects).toMatchObject([
      { spec: { provider: { aws: { prefix: 'cats/llm-qa/' } } } },
      { spec: { data: [{ remoteRef: { key: 'db/x' } }] } },
    ]);
    expect(warnings.map(({ path }) => path)).toEqual([
      'manifests[0].spec.roleArn',
    ]);
  });

  it('never read the secrets of another namespace', () => {
    expect(
      problemsOf(
        read('a', 'cats/llm-qa-dev/x'),
        read('b', '/cats/other/x', { backendType: 'systemManager' }),
      ),
    ).toEqual([
      'manifests[0].spec.data[0].key',
      'manifests[1].spec.data[0].key',
    ]);
  });
});

describe('a migrated ExternalSecret', () => {
  const specOf = (spec: Record<string, unknown>) =>
    migrate([kes(spec)]).objects[1].spec;

  it('keeps versions, binary values and whole secrets', () => {
    expect(
      specOf({
        data: [
          { key: 'cats/llm-qa/a', name: 'old', versionStage: 'AWSPREVIOUS' },
          { key: 'cats/llm-qa/a', name: 'one', versionId: '0123-4567' },
          {
            key: 'cats/llm-qa/b',
            name: 'file',
            property: 'files[0].body',
            isBinary: true,
          },
        ],
        dataFrom: ['cats/llm-qa/c'],
        dataFromWithOptions: [
          { key: 'cats/llm-qa/d', versionStage: 'AWSPENDING' },
        ],
      }),
    ).toMatchObject({
      data: [
        { secretKey: 'old', remoteRef: { key: 'a', version: 'AWSPREVIOUS' } },
        {
          secretKey: 'one',
          remoteRef: { key: 'a', version: 'uuid/0123-4567' },
        },
        {
          secretKey: 'file',
          remoteRef: {
            key: 'b',
            property: 'files.0.body',
            decodingStrategy: 'Auto',
          },
        },
      ],
      dataFrom: [
        { extract: { key: 'c' } },
        { extract: { key: 'd', version: 'AWSPENDING' } },
      ],
    });
  });

  it('reads parameters, their versions and folders', () => {
    expect(
      specOf({
        backendType: 'systemManager',
        data: [
          { key: '/cats/llm-qa/a:3', name: 'a' },
          { path: '/cats/llm-qa/team.x/' },
          { path: '/cats/llm-qa/all', recursive: true },
        ],
      }),
    ).toMatchObject({
      data: [{ secretKey: 'a', remoteRef: { key: 'a', version: '3' } }],
      dataFrom: [
        {
          find: {
            path: '/cats/llm-qa/team.x',
            name: { regexp: '^/cats/llm-qa/team\\.x/[^/]+$' },
          },
        },
        { find: { path: '/cats/llm-qa/all', name: { regexp: '.*' } } },
      ],
    });
  });

  it('reads Vault by its whole path', () => {
    const { objects } = migrate([
      kes({
        backendType: 'vault',
        region: undefined,
        vaultRole: 'app',
        vaultMountPoint: 'k8s',
        kvVersion: 1,
        data: [{ key: 'kv/llm-qa/db', name: 'password', property: 'password' }],
      }),
    ]);
    expect(objects).toMatchObject([
      {
        spec: {
          provider: {
            vault: {
              version: 'v1',
              auth: { kubernetes: { mountPath: 'k8s', role: 'app' } },
            },
          },
        },
      },
      { spec: { data: [{ remoteRef: { key: 'kv/llm-qa/db' } }] } },
    ]);
  });

  it('keeps type, metadata and fixed texts of the template, as text', () => {
    expect(
      specOf({
        data: [{ key: 'cats/llm-qa/a', name: 'a' }],
        type: 'Opaque',
        template: {
          metadata: { annotations: { note: '{{ x }}' } },
          stringData: { 'a.txt': '{{ y }}' },
          data: { 'b.txt': 'w6Q=' },
        },
      }),
    ).toMatchObject({
      target: {
        template: {
          type: 'Opaque',
          mergePolicy: 'Merge',
          metadata: { annotations: { note: '{{`{{`}} x }}' } },
          data: { 'a.txt': '{{`{{`}} y }}', 'b.txt': 'ä' },
        },
      },
    });
  });

  it('understands the older names of fields', () => {
    const { spec, ...manifest } = kes({});
    const old = {
      ...manifest,
      secretDescriptor: {
        backendType: 'secretManager',
        region: 'us-east-2',
        properties: [{ key: 'cats/llm-qa/a', name: 'a' }],
      },
    };
    expect(migrate([old]).objects).toEqual(
      migrate([kes({ data: [{ key: 'cats/llm-qa/a', name: 'a' }] })]).objects,
    );
  });
});

describe('the warnings of a migration', () => {
  const warningsOf = (manifest: object) =>
    migrate([manifest]).warnings.map(({ path }) =>
      path.replace('manifests[0].', ''),
    );
  const data = [{ key: 'cats/llm-qa/a', name: 'a' }];

  it('tell what is left out and what was only known to the old controller', () => {
    expect(
      warningsOf(
        kes(
          { data, region: undefined, controllerId: 'x' },
          { labels: { a: 'b' } },
        ),
      ),
    ).toEqual(['spec.roleArn', 'spec.region', 'spec.controllerId', 'metadata']);
  });

  it('tell whom roles have to trust now', () => {
    const [{ message }] = migrate([
      kes({
        backendType: 'vault',
        region: undefined,
        vaultRole: 'app',
        data: [{ key: 'kv/a', name: 'a' }],
      }),
    ]).warnings;
    expect(message).toContain('llm-qa/self-service');
    expect(
      warningsOf(kes({ data, roleArn: 'arn:aws:iam::283234040926:role/own' })),
    ).toEqual(['spec.roleArn']);
  });
});

describe('what has no equal in External Secrets', () => {
  const data = [{ key: 'cats/llm-qa/a', name: 'a' }];
  const cases: Record<string, [Record<string, unknown>, string]> = {
    'another backend': [{ backendType: 'azureKeyVault', data }, 'backendType'],
    'a field nobody knows': [{ data, pollInterval: 5 }, ''],
    'a lodash template': [
      { data, template: { stringData: { b: '<%= data.a %>' } } },
      'template.stringData.b',
    ],
    'a lodash template in another form': [
      { data, template: { metadata: { labels: { b: '${data.a}' } } } },
      'template.metadata.labels.b',
    ],
    'binary data of a template': [
      { data, template: { data: { b: '/w==' } } },
      'template.data.b',
    ],
    'data of a template that was never used': [
      { data, template: { data: { a: 'YQ==' } } },
      'template.data.a',
    ],
    'a template of more than data': [
      { data, template: { immutable: true } },
      'template',
    ],
    'an ARN as key': [
      { data: [{ key: 'arn:aws:secretsmanager:x:1:secret:y', name: 'a' }] },
      'data[0].key',
    ],
    'a path that only lodash knows': [
      { data: [{ key: 'cats/llm-qa/a', name: 'a', property: 'a["b"]' }] },
      'data[0].property',
    ],
    'a folder of Secrets Manager': [
      { data: [{ path: 'cats/llm-qa/' }] },
      'data[0].path',
    ],
    'a role of Vault in Secrets Manager': [
      { data, vaultRole: 'x' },
      'vaultRole',
    ],
    'nothing to read': [{}, 'data'],
    'Vault without a role': [
      {
        backendType: 'vault',
        region: undefined,
        data: [{ key: 'kv/a', name: 'a' }],
      },
      'vaultRole',
    ],
    'a path of Vault that is none': [
      {
        backendType: 'vault',
        region: undefined,
        vaultRole: 'x',
        dataFrom: ['/kv/a'],
      },
      'dataFrom[0]',
    ],
    'a version of Secrets Manager elsewhere': [
      {
        backendType: 'systemManager',
        dataFromWithOptions: [
          { key: '/cats/llm-qa/a', versionStage: 'AWSPREVIOUS' },
        ],
      },
      'dataFromWithOptions[0].versionStage',
    ],
    'a version of a parameter in Secrets Manager': [
      { dataFrom: ['cats/llm-qa/a:3'] },
      'dataFrom[0]',
    ],
  };

  it.each(Object.entries(cases))(
    'is refused by field: %s',
    (_, [spec, field]) => {
      expect(problemsOf(kes(spec))).toEqual([
        ['manifests[0].spec', field].filter(Boolean).join('.'),
      ]);
    },
  );

  it('is refused where it is no old ExternalSecret at all', () => {
    expect(
      problemsOf({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } }),
    ).toContain('manifests[0].apiVersion');
    expect(problemsOf(kes({ data }), kes({ data }))).toEqual([
      'manifests[1].metadata.name',
    ]);
    expect(problemsOf(5)).toEqual(['manifests[0]']);
    expect(problemsOf(kes({ data }, { namespace: undefined }))).toEqual([
      'manifests[0].metadata.namespace',
    ]);
    expect(() => migrate('a: [')).toThrow(InvalidFieldsError);
    expect(() => migrate('a: *x')).toThrow(InvalidFieldsError);
    expect(() => migrate('---\n')).toThrow(InvalidFieldsError);
  });

  it('is told the line that is wrong, and of many only the first', () => {
    expect(() => migrate('a: 1\nb: [\n')).toThrow(/^manifests: line 3: /);
    const thrown = jest.fn();
    try {
      migrate('* '.repeat(10_000));
    } catch (error) {
      thrown(error);
    }
    expect(thrown.mock.calls).toMatchObject([[{ problems: { length: 20 } }]]);
  });
});

describe('a hostile text in an old ExternalSecret', () => {
  const data = [{ key: 'cats/llm-qa/a', name: 'a' }];
  const fields: Record<string, (text: string) => object> = {
    'metadata.name': name => kes({ data }, { name }),
    'metadata.namespace': namespace =>
      kes({ data: [{ key: 'app/a', name: 'a' }] }, { namespace }),
    'spec.region': region => kes({ data, region }),
    'spec.roleArn': roleArn => kes({ data, roleArn }),
    'spec.type': type => kes({ data, type }),
    'spec.data[0].key': key => kes({ data: [{ key, name: 'a' }] }),
    'spec.data[0].name': name => kes({ data: [{ key: 'a', name }] }),
    'spec.data[0].property': property =>
      kes({ data: [{ key: 'a', name: 'a', property }] }),
    'spec.data[0].path': path =>
      kes({ backendType: 'systemManager', data: [{ path }] }),
    'spec.template.stringData': text =>
      kes({ data, template: { stringData: { b: text } } }),
    'spec.template.metadata': text =>
      kes({ data, template: { metadata: { annotations: { b: text } } } }),
  };

  /** Texts of templates are escaped; of the others, some are taken apart. */
  const carried = (field: string, text: string) =>
    field.startsWith('spec.template') ? escapeGoTemplate(text) : '';

  it.each(Object.entries(fields))(
    'is refused or carried as data: %s',
    (field, withText) => {
      const check = (text: string) => {
        const migration = unlessRefused(`manifests[0].${field}`, () =>
          migrate([withText(text)]),
        );
        expectCarried(migration?.objects, carried(field, text));
      };
      hostileTexts.forEach(check);
      fc.assert(fc.property(hostileText, check), { seed: 4, numRuns: 100 });
    },
  );
});
