import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import { parseAllDocuments } from 'yaml';
import * as manifests from '.';
import { hostileTexts } from './__testUtils__/hostile';
import { rolePair } from './__testUtils__/rolePair';
import { type HclItem, parseHcl } from './edits/hcl/parser';
import type { GeneratedFile } from './files';
import type { JsonValue } from './records';

const organisation = manifests.defaultOrganisation;
const accountId = '490262564977';
const roleArn = `arn:aws:iam::${accountId}:role/lrl-cats-llm-qa`;
const repoURL = 'https://github.com/org/apps.git';

type Output = object | string;

/** A generator, with an input that it takes. The schema of each is exported beside it, as `<name>Input` or `<name>Options`. */
interface Example {
  input: JsonValue;
  generate: (input: never) => Output;
  /** Where another field is named when a field is no longer what that one speaks of. */
  namedBy?: Record<string, RegExp>;
}

const examples: Record<string, Example> = {
  application: {
    input: {
      name: 'web',
      project: 'apps',
      sources: [
        {
          repoURL: 'https://charts.example.com',
          chart: 'web',
          targetRevision: '1.0.0',
          helm: {
            releaseName: 'web',
            valueFiles: ['$values/web/values.yaml'],
            parameters: [{ name: 'a.b', value: 'c' }],
          },
        },
        { repoURL, targetRevision: 'main', ref: 'values' },
      ],
      destination: { namespace: 'web' },
    },
    generate: input => manifests.application(input, organisation),
    namedBy: { 'sources[1].ref': /^sources\[0\]\.helm\.valueFiles/ },
  },
  applicationSet: {
    input: {
      name: 'web',
      generators: [{ git: { repoURL, directories: [{ path: 'apps/*' }] } }],
      template: {
        name: { template: 'web-{{ .path.basename }}' },
        project: 'apps',
        source: { repoURL, path: 'apps/web' },
        destination: { namespace: 'web' },
      },
    },
    generate: input => manifests.applicationSet(input, organisation),
  },
  tenantProject: {
    input: {
      namespace: 'llm-qa',
      sourceRepos: [repoURL],
      description: 'Language models',
      roles: [
        {
          name: 'developer',
          description: 'Looks',
          groups: ['llm developers'],
          policies: [{ resource: 'applications', action: 'sync' }],
        },
      ],
    },
    generate: input => manifests.tenantProject(input, organisation),
  },
  toolkitApplication: {
    input: {
      namespace: 'llm-qa',
      repoURL,
      path: 'namespaces/llm-qa',
      groups: ['llm-developers'],
    },
    generate: input => manifests.toolkitApplication(input, organisation),
  },
  trackingId: {
    input: {
      app: 'web',
      group: 'apps',
      kind: 'Deployment',
      namespace: 'llm-qa',
      name: 'web',
    },
    generate: input => manifests.trackingId(input),
  },
  awsConfig: {
    input: {
      name: 'aws-config',
      namespace: 'llm-qa',
      workload: 'nightly',
      identity: 'irsa',
      platformRoleArn: 'arn:aws:iam::283234040926:role/managed--llm-qa',
      externalRoleArn: roleArn,
      externalId: 'cats@llm-qa@490262564977',
      region: 'us-east-2',
    },
    generate: input => manifests.awsConfig(input),
  },
  rolePairCloudFormation: {
    input: { directory: 'infra', tags: { team: 'llm' } },
    generate: input => manifests.rolePairCloudFormation(rolePair(), input),
  },
  roleCloudFormation: {
    input: {
      path: 'infra/role.yaml',
      description: 'A role',
      tags: { team: 'llm' },
    },
    generate: input => manifests.roleCloudFormation(rolePair().platform, input),
  },
  crossAccount: {
    input: {
      namespace: 'llm-qa',
      serviceAccount: 'reports',
      identity: 'irsa',
      account: { accountId, region: 'us-east-2', externalId: 'cats@llm-qa' },
      services: [{ service: 'glue', jobs: ['nightly'] }],
      workloads: [
        {
          name: 'nightly',
          run: { kind: 'CronJob', schedule: '0 3 * * *', timeZone: 'Etc/UTC' },
          call: {
            service: 'glue',
            job: 'nightly',
            arguments: { '--day': 'today' },
          },
          image: 'registry.example.com/aws-cli:2',
        },
      ],
      directory: 'namespaces/llm-qa',
    },
    generate: input => manifests.crossAccountAccess(input, organisation).files,
    namedBy: { 'services[0].jobs[0]': /^workloads\[0\]\.call$/ },
  },
  namespace: {
    input: {
      name: 'llm-qa',
      owner: 'group:default/llm',
      group: 'llm-developers',
      description: 'Language models',
      quota: { cpu: '8', memory: '16Gi' },
    },
    generate: input => manifests.namespaceManifests(input, organisation),
  },
  serviceAccount: {
    input: {
      name: 'reports',
      namespace: 'llm-qa',
      identity: { kind: 'irsa', roleArn },
    },
    generate: input => manifests.serviceAccount(input),
  },
  kustomization: {
    input: {
      folder: 'overlays/qa',
      namespace: 'llm-qa',
      nameSuffix: '-qa',
      resources: ['../../base'],
      commonAnnotations: { 'example.com/note': 'text' },
      images: [{ name: 'web', newName: 'ghcr.io/org/web', newTag: '1.20' }],
      configMapGenerator: [
        {
          name: 'settings',
          literals: { MODE: 'on' },
          files: { 'web.conf': 'files/web.conf' },
        },
      ],
      patches: [
        {
          target: { kind: 'Deployment', name: 'web' },
          json6902: [{ op: 'add', path: '/spec/paused', value: 'x' }],
        },
      ],
    },
    generate: input => manifests.kustomization(input),
  },
  networkPolicies: {
    input: {
      name: 'reports',
      namespace: 'llm-qa',
      podLabels: { app: 'reports' },
      aws: { endpoints: ['10.0.0.0/24'] },
      servers: [{ cidr: '10.20.0.0/16', port: 5432 }],
    },
    generate: input => manifests.networkPolicies(input),
  },
  securityGroupPolicy: {
    input: {
      name: 'reports',
      namespace: 'llm-qa',
      podLabels: { app: 'reports' },
      securityGroupIds: ['sg-07b45033d6584cdb2'],
    },
    generate: input => manifests.securityGroupPolicy(input),
  },
  externalSecret: {
    input: {
      namespace: 'llm-qa',
      name: 'database',
      store: { name: 'aws' },
      data: [{ secretKey: 'password', key: 'rds', property: 'password' }],
      target: {
        name: 'database',
        template: {
          data: { note: 'text', url: { template: '{{ .password }}' } },
        },
      },
    },
    generate: input => manifests.externalSecret(input, organisation),
  },
  secretStore: {
    input: {
      namespace: 'llm-qa',
      name: 'aws',
      serviceAccount: 'reports',
      role: { arn: roleArn, externalId: 'cats@llm-qa@490262564977' },
    },
    generate: input => manifests.secretStore(input, organisation),
  },
  vaultSecretStore: {
    input: {
      namespace: 'llm-qa',
      name: 'vault',
      serviceAccount: 'reports',
      role: 'reports',
    },
    generate: input => manifests.vaultSecretStore(input, organisation),
  },
  migrateKes: {
    input: {
      serviceAccount: 'reports',
      manifests: [
        {
          apiVersion: 'kubernetes-client.io/v1',
          kind: 'ExternalSecret',
          metadata: { name: 'database', namespace: 'llm-qa' },
          spec: {
            backendType: 'secretsManager',
            roleArn,
            region: 'us-east-2',
            data: [{ key: 'llm/rds', name: 'user', property: 'rds_user' }],
          },
        },
      ],
    },
    generate: input => manifests.migrateKes(input, organisation).objects,
  },
  spacelift: {
    input: {
      directory: 'dev/spacelift',
      space: { name: 'sandbox', description: 'Development' },
      stacks: [
        {
          name: 'k8s',
          description: 'Cluster',
          projectRoot: 'dev/stacks/k8s',
          version: '1.8.4',
          labels: ['aws'],
        },
      ],
      awsIntegrations: [
        {
          name: 'aws',
          roleArn,
          region: 'us-east-1',
          stacks: [{ stack: 'k8s' }],
        },
      ],
      contexts: [
        {
          name: 'k8s',
          description: 'Cluster',
          environment: { GREETING: 'hello' },
          stacks: ['k8s'],
        },
      ],
      policies: [
        {
          name: 'plan',
          type: 'PLAN',
          body: 'package spacelift\n',
          stacks: ['k8s'],
        },
      ],
    },
    generate: input => manifests.spaceliftModule(input, organisation),
    namedBy: { 'stacks[0].name': /\.stacks\[0\]/ },
  },
  spaceliftRole: {
    input: {
      name: 'spacelift',
      accountId,
      stacks: [{ stack: 'k8s', phases: ['read'] }],
      madeRolePrefix: 'llm-',
      madeRolesBoundaryArn: `arn:aws:iam::${accountId}:policy/boundary`,
    },
    generate: input =>
      manifests.roleTerraform(manifests.spaceliftRole(input, organisation), {
        directory: 'infra',
        region: 'us-east-2',
      }),
  },
  argocdModule: {
    input: {
      name: 'cert-manager',
      description: 'Certificates',
      namespace: 'cert-manager',
      chart: {
        repository: 'https://charts.jetstack.io',
        name: 'cert-manager',
        version: 'v1.15.1',
      },
      repositoryUrl: repoURL,
      values: { note: 'text' },
    },
    generate: input => manifests.argocdModule(input, organisation),
  },
  terraformModule: {
    input: {
      name: 'cert-manager',
      description: 'Certificates',
      providers: ['aws'],
      variables: [
        { name: 'issuer', description: 'Where from', default: 'letsencrypt' },
      ],
    },
    generate: input => manifests.terraformModule(input),
  },
  rolePairTerraform: {
    input: { directory: 'infra', tags: { team: 'llm' } },
    generate: input => manifests.rolePairTerraform(rolePair(), input),
  },
  roleTerraform: {
    input: {
      directory: 'infra',
      region: 'us-east-2',
      tags: { team: 'llm' },
      managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    },
    generate: input => manifests.roleTerraform(rolePair().platform, input),
  },
  vaultAccess: {
    input: {
      users: [{ name: 'jay', roleArn, externalId: 'example@jay' }],
      workloads: [
        { namespace: 'llm-qa', serviceAccount: 'daft', users: ['jay'] },
      ],
    },
    generate: input => manifests.vaultAccess(input, organisation),
    namedBy: { 'users[0].name': /^workloads\[0\]\.users/ },
  },
  vaultAgent: {
    input: {
      directory: 'apps/llm-qa',
      kind: 'CronJob',
      name: 'daft',
      namespace: 'llm-qa',
      serviceAccount: 'daft',
      user: 'jay',
    },
    generate: input => manifests.vaultAgentPatch(input, organisation),
  },
  vaultMounts: {
    input: {
      directory: 'vault',
      region: 'us-west-2',
      credentials: {
        from: 'workload-identity',
        roleArn: `arn:aws:iam::${accountId}:role/vault`,
        audience: 'vault.example.com/v1/aws',
      },
    },
    generate: input => manifests.vaultMounts(input, organisation),
  },
  vaultUserTrust: {
    input: {
      vaultRoleArn: 'arn:aws:iam::283234040926:role/vault',
      externalId: 'example@jay',
    },
    generate: input => manifests.vaultUserTrust(input),
  },
  awsCallWorkload: {
    input: {
      name: 'nightly',
      namespace: 'llm-qa',
      run: { kind: 'Job' },
      call: {
        service: 'athena',
        workgroup: 'reports',
        database: 'sales',
        sql: 'SELECT 1',
        output: 's3://results/athena/',
      },
      aws: {
        identity: 'irsa',
        platformRoleArn: 'arn:aws:iam::283234040926:role/managed--llm-qa',
        externalRoleArn: roleArn,
        externalId: 'cats@llm-qa',
        region: 'us-east-2',
      },
      serviceAccount: { name: 'nightly' },
      image: 'registry.example.com/aws-cli:2',
      network: { servers: [{ cidr: '10.0.0.0/16', port: 5432 }] },
    },
    generate: input => manifests.awsCallWorkload(input, organisation),
  },
};

type Path = Array<string | number>;

/** Where the texts of an input are. */
function textsIn(value: JsonValue, path: Path = []): Path[] {
  if (typeof value === 'string') {
    return [path];
  }
  return value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, child]) =>
        textsIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
      )
    : [];
}

function withText(value: JsonValue, path: Path, text: string): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) {
    return text;
  }
  if (Array.isArray(value)) {
    return value.map((child, index) =>
      index === key ? withText(child, rest, text) : child,
    );
  }
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(
        Object.entries(value).map(([name, child]) => [
          name,
          name === key ? withText(child, rest, text) : child,
        ]),
      )
    : value;
}

function filesIn(output: Output): GeneratedFile[] {
  if (typeof output === 'string') {
    return [{ path: 'text.txt', content: output }];
  }
  const list: unknown[] = Array.isArray(output) ? output : [output];
  return list.map((item, index) =>
    isFile(item)
      ? item
      : {
          path: `object-${index}.yaml`,
          content: manifests.printYaml(item),
        },
  );
}

function isFile(item: unknown): item is GeneratedFile {
  return (
    typeof item === 'object' &&
    item !== null &&
    'path' in item &&
    'content' in item &&
    typeof item.path === 'string' &&
    typeof item.content === 'string'
  );
}

/** What a file is made of, without its texts. */
function shapeOf(content: string, path: string): unknown {
  if (path.endsWith('.tf')) {
    return hclShape(parseHcl(content));
  }
  if (path.endsWith('.yaml')) {
    return parseAllDocuments(content, { uniqueKeys: true }).map(document => {
      expect(document.errors).toEqual([]);
      return jsonShape(document.toJS());
    });
  }
  return path.endsWith('.json') ? jsonShape(JSON.parse(content)) : 'text';
}

function hclShape(items: HclItem[]): unknown {
  return items.map(item =>
    item.kind === 'block'
      ? [item.head[0], item.head.length, hclShape(item.items)]
      : item.name,
  );
}

function jsonShape(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(jsonShape);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value)
        .filter(([key]) => key !== 'metadata')
        .map(([key, child]) => [key, jsonShape(child)])
    : typeof value;
}

/** What is made, or nothing where it is refused by the field, by one around or in it, or by one that speaks of it. */
function unlessRefused(
  field: string,
  make: () => Output,
  namedBy?: RegExp,
): Output | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof InvalidFieldsError)) {
      throw error;
    }
    const named = error.problems.map(({ path }) => path);
    expect(named).not.toContain('');
    expect(
      named.filter(
        path =>
          !path.startsWith(field) &&
          !field.startsWith(path) &&
          !namedBy?.test(path),
      ),
    ).toEqual([]);
    return undefined;
  }
}

function fieldOf(path: Path): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number'
        ? `${text}[${part}]`
        : [text, part].filter(Boolean).join('.'),
    '',
  );
}

describe('every generator', () => {
  it('is here: each schema that is exported has an example', () => {
    const schemas = Object.keys(manifests)
      .filter(name => /(?:Input|Options)$/.test(name))
      .map(name => name.replace(/(?:Input|Options)$/, ''));
    expect(schemas).not.toEqual([]);
    expect(Object.keys(examples).sort()).toEqual(schemas.sort());
  });
});

describe.each(Object.entries(examples))('%s', (_, example) => {
  const { input, generate, namedBy = {} } = example;
  // What people send has no type.
  const run = (changed: JsonValue) => generate(changed as never);

  it('makes the same of the same', () => {
    expect(filesIn(run(input))).toEqual(filesIn(run(structuredClone(input))));
  });

  it.each(textsIn(input).map((path, index) => ({ path, index })))(
    'carries a hostile text in $path, or refuses it by that field',
    ({ path, index }) => {
      const before = filesIn(run(input));
      const shapes = before.map(file => shapeOf(file.content, file.path));
      // Over all fields every text has its turn, and the longest ones have it in each.
      const carried = hostileTexts
        .filter((text, turn) => turn % 17 === index % 17 || text.length > 100)
        .flatMap(text => {
          const output = unlessRefused(
            fieldOf(path),
            () => run(withText(input, path, text)),
            namedBy[fieldOf(path)],
          );
          return output === undefined ? [] : [filesIn(output)];
        });
      carried.forEach(files => {
        expect(
          files.map((file, at) =>
            shapeOf(file.content, before[at]?.path ?? file.path),
          ),
        ).toEqual(shapes);
        files.forEach(file => {
          expect(file.path).not.toMatch(/^\/|(?:^|\/)\.\.(?:\/|$)|[\r\n]/);
        });
      });
    },
  );
});
