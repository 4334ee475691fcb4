import {
  InvalidFieldsError,
  policyToJson,
} from '@cluster-self-service/iam-policy';
import fc from 'fast-check';
import { join } from 'path';
import { parse } from 'yaml';
import { expectGolden } from '../__testUtils__/golden';
import { hostileText, unlessRefused } from '../__testUtils__/hostile';
import { documentsOf, rolePair } from '../__testUtils__/rolePair';
import {
  describeWithTerraform,
  readOutputs,
  validationErrors,
} from '../__testUtils__/terraform';
import type { GeneratedFile } from '../files';
import { attributes, block, printHcl } from '../hcl';
import { defaultOrganisation } from '../organisation';
import {
  argocdModule,
  rolePairTerraform,
  roleTerraform,
  terraformModule,
} from '.';
import { policyExpression } from './role';

const cases: Record<string, GeneratedFile[]> = {
  irsa: rolePairTerraform(rolePair('irsa'), {
    tags: { team: 'orders', 'cost center': '1/2' },
    externalProviderRoleArn: 'arn:aws:iam::490262564977:role/terraform',
  }),
  'pod-identity': rolePairTerraform(rolePair('pod-identity'), {
    directory: 'infra/pair',
    importRoles: true,
  }),
  'single-role': roleTerraform(rolePair('irsa').platform, {
    directory: 'clusters/cats/roles/test-dev',
    region: 'us-east-2',
    managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    importRole: true,
  }),
  module: terraformModule({
    name: 'cert-manager',
    description: 'Handles TLS certificates <for the> cluster.',
    providers: ['aws', 'kubernetes'],
    variables: [
      { name: 'cluster_name', description: 'Name of the cluster.' },
      {
        name: 'issuer',
        description: 'Where certificates come from.',
        default: '${letsencrypt}',
      },
      {
        name: 'dry_run',
        description: 'Try only.',
        type: 'bool',
        default: true,
      },
    ],
  }),
  'argocd-module': argocdModule(
    {
      name: 'cert-manager',
      description: 'Handles TLS certificates of the cluster.',
      namespace: 'cert-manager',
      chart: {
        repository: 'https://charts.jetstack.io',
        name: 'cert-manager',
        version: 'v1.15.1',
      },
      repositoryUrl:
        'https://github.com/Sage-Bionetworks-Workflows/eks-stack.git',
      values: { crds: { enabled: true } },
    },
    defaultOrganisation,
  ),
};

describe.each(Object.entries(cases))('the files of %s', (name, files) => {
  it('are the golden ones', () => {
    expect(files).not.toHaveLength(0);
    expectGolden(join(__dirname, '__golden__', name), files);
  });
});

/** The start of an expression in a text. */
const expression = /(?<!\$)\$\{|(?<!%)%\{/;

describe('a role pair', () => {
  it('keeps every policy variable from Terraform', () => {
    const text = cases.irsa.map(({ content }) => content).join('');
    expect(text).toContain('"$${aws:userid}"');
    expect(text).not.toMatch(/[^$]\$\{aws:/);
  });

  it('is refused where HCL would change a text', () => {
    const pair = rolePair();
    pair.external.policies[0].document.Statement[0].Resource = ['e\u0301'];
    expect(() => rolePairTerraform(pair)).toThrow(
      'pair.external.policies[0].document.Statement[0].Resource[0]: use composed',
    );
  });

  it('is refused with a policy on something that has none', () => {
    const pair = rolePair();
    pair.resourcePolicies[1].resource =
      'arn:aws:batch:us-east-2:490262564977:job/x';
    expect(() => rolePairTerraform(pair)).toThrow(
      'pair.resourcePolicies[1].resource: put the policy on',
    );
  });

  it.each([
    [{ directory: '../x' }, 'directory'],
    [{ tags: { 'aws:x': '' } }, 'tags.aws:x'],
    [{ tags: { x: '${y}' } }, 'tags.x'],
    [{ tags: { x: '', X: '' } }, 'tags'],
    [{ platformProviderRoleArn: 'admin' }, 'platformProviderRoleArn'],
  ])('is refused with %j', (options, field) => {
    expect(() => rolePairTerraform(rolePair(), options)).toThrow(
      InvalidFieldsError,
    );
    expect(() => rolePairTerraform(rolePair(), options)).toThrow(`${field}: `);
  });
});

describe('a module', () => {
  it('takes no hostile text for anything but text', () => {
    fc.assert(
      fc.property(hostileText, text => {
        const files = unlessRefused('variables[0].default', () =>
          terraformModule({
            name: 'x',
            description: 'x',
            variables: [{ name: 'x', description: 'x', default: text }],
          }),
        );
        const variables = (files ?? [])
          .filter(({ path }) => path.endsWith('variables.tf'))
          .map(({ content }) => content);
        expect(variables.filter(content => expression.test(content))).toEqual(
          [],
        );
        expect(
          variables.filter(content => content.split('\n').length !== 6),
        ).toEqual([]);
      }),
      { seed: 20_260_310, numRuns: 500 },
    );
  });

  it.each(['name', 'directory', 'namespace', 'project', 'repositoryUrl'])(
    'of an Argo CD Application refuses or carries a hostile %s',
    field => {
      fc.assert(
        fc.property(hostileText, text => {
          unlessRefused(field, () =>
            argocdModule(
              {
                name: 'x',
                description: 'x',
                namespace: 'x',
                chart: {
                  repository: 'https://x.io',
                  name: 'x',
                  version: '1.0.0',
                },
                repositoryUrl: 'https://x.io/x.git',
                [field]: text,
              },
              defaultOrganisation,
            ),
          )?.forEach(({ path, content }) => {
            expect(path).toMatch(/^[\w.@+-]+(\/[\w.@+-]+)*$/);
            expect(content).not.toMatch(expression);
          });
        }),
        { seed: 20_260_311, numRuns: 200 },
      );
    },
  );
});

describeWithTerraform('what Terraform makes of it', () => {
  it('is valid', () => {
    const files = terraformModule({
      name: 'x',
      description: 'x',
      directory: 'modules',
      variables: [
        { name: 'a', description: 'A "${x}".', default: '%{ if }\n' },
        { name: 'b', description: 'B.', type: 'bool' },
      ],
    });
    expect(validationErrors(flat(files))).toBe('');
  });

  it('is every policy as it was built', () => {
    const documents = documentsOf(rolePair('pod-identity'));
    const outputs = readOutputs([
      {
        path: 'main.tf',
        content: printHcl(
          documents.map((document, index) =>
            block(
              'output',
              [`p${index}`],
              attributes({ value: policyExpression(document) }),
            ),
          ),
        ),
      },
    ]);
    expect(
      documents.map((_, index) => JSON.parse(String(outputs[`p${index}`]))),
    ).toEqual(documents.map(policyToJson));
  });

  it('is an Argo CD Application as Argo CD reads it', () => {
    const files = flat(cases['argocd-module']).map(file =>
      file.path === 'main.tf'
        ? {
            path: 'main.tf',
            content: file.content
              .replace(
                'resource "kubectl_manifest" "application"',
                'output "application"',
              )
              .replace('yaml_body', 'value'),
          }
        : file,
    );
    const outputs = readOutputs(
      files.filter(({ path }) => /^(main|variables)\.tf$/.test(path)),
    );
    expect(parse(String(outputs.application))).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'cert-manager', namespace: 'argocd' },
      spec: {
        project: 'default',
        destination: {
          server: 'https://kubernetes.default.svc',
          namespace: 'cert-manager',
        },
        sources: [
          {
            repoURL: 'https://charts.jetstack.io',
            chart: 'cert-manager',
            targetRevision: 'v1.15.1',
            helm: {
              releaseName: 'cert-manager',
              valueFiles: [
                '$values/modules/cert-manager/templates/values.yaml',
              ],
            },
          },
          {
            repoURL:
              'https://github.com/Sage-Bionetworks-Workflows/eks-stack.git',
            targetRevision: 'main',
            ref: 'values',
          },
        ],
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'],
        },
      },
    });
  });
});

/** The `.tf` files of one module, without its folder. */
function flat(files: GeneratedFile[]): GeneratedFile[] {
  return files
    .filter(({ path }) => path.endsWith('.tf'))
    .map(({ path, content }) => ({
      path: path.slice(path.lastIndexOf('/') + 1),
      content,
    }));
}
