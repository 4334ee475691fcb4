import { parseFields } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { dnsLabel } from '../fields';
import type { GeneratedFile } from '../files';
import { attribute, call, conditional, named, object, reference } from '../hcl';
import type { Organisation } from '../organisation';
import { jsonObject } from '../records';
import { printYaml } from '../yaml';
import { output, terraformBlock, variable } from '../terraformModule';
import { moduleFields, moduleFiles } from './module';

const address = z
  .string()
  .max(500, 'use at most 500 characters')
  .regex(
    /^(https:\/\/)?[A-Za-z0-9.-]+(:[0-9]+)?(\/[A-Za-z0-9._~-]+)*\/?$/,
    'write the address of a repository, without user and query',
  );

/** A Helm chart that Argo CD deploys, as a Terraform module. */
export const argocdModuleInput = z.strictObject({
  ...moduleFields,
  /** Where the chart is deployed to. */
  namespace: dnsLabel,
  project: dnsLabel.default('default'),
  chart: z.strictObject({
    repository: address,
    name: z
      .string()
      .max(250, 'use at most 250 characters')
      .regex(
        /^[a-z0-9]([a-z0-9._/-]*[a-z0-9])?$/,
        'use the name of a chart: lower case letters, digits, "." and "-"',
      ),
    version: z
      .string()
      .max(100, 'use at most 100 characters')
      .regex(
        /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/,
        'pin one version, such as 1.15.1',
      ),
  }),
  /** Of the repository this module is in; Argo CD reads `values.yaml` from there. */
  repositoryUrl: address,
  /** Helm values. */
  values: jsonObject.default({}),
});

/**
 * A module as the platform's others are: an Argo CD Application with two sources, the chart and this repository with its
 * `templates/values.yaml`. Revision, namespace and syncing are variables.
 *
 * @throws InvalidFieldsError naming what is wrong
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/multiple_sources/
 * @see https://github.com/alekc/terraform-provider-kubectl
 */
export function argocdModule(
  input: z.input<typeof argocdModuleInput>,
  organisation: Organisation,
): GeneratedFile[] {
  const module = parseFields(argocdModuleInput, input);
  const values = `${module.directory}/${module.name}/templates/values.yaml`;
  const { argocd, spacelift } = organisation;
  const application = object({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: object({ name: module.name, namespace: argocd.namespace }),
    spec: object({
      project: module.project,
      destination: object({
        server: argocd.destinationServer,
        namespace: reference('var', 'namespace'),
      }),
      sources: [
        object({
          repoURL: module.chart.repository,
          chart: module.chart.name,
          targetRevision: module.chart.version,
          helm: object({
            releaseName: module.name,
            valueFiles: [`$values/${values}`],
          }),
        }),
        object({
          repoURL: module.repositoryUrl,
          targetRevision: reference('var', 'git_revision'),
          ref: 'values',
        }),
      ],
      syncPolicy: object({
        automated: conditional(
          reference('var', 'auto_deploy'),
          object({
            prune: reference('var', 'auto_prune'),
            selfHeal: true,
          }),
          null,
        ),
        syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'],
      }),
    }),
  });
  return [
    ...moduleFiles(module, {
      main: [
        named(
          'resource',
          ['kubectl_manifest', 'application'],
          [attribute('yaml_body', call('yamlencode', application))],
        ),
      ],
      versions: [terraformBlock('kubectl')],
      variables: [
        variable('auto_deploy', {
          type: 'bool',
          description: 'Whether Argo CD deploys without being told to.',
          default: true,
        }),
        variable('auto_prune', {
          type: 'bool',
          description: 'Whether it deletes what is no longer in the sources.',
          default: true,
        }),
        variable('git_revision', {
          type: 'string',
          description: 'Branch, tag or commit that values.yaml is read from.',
          default: spacelift.branch,
        }),
        variable('namespace', {
          type: 'string',
          description: 'Namespace that the chart is deployed to.',
          default: module.namespace,
        }),
      ],
      outputs: [
        output('namespace', {
          description: 'Namespace that the chart is deployed to.',
          value: reference('var', 'namespace'),
        }),
      ],
    }),
    { path: values, content: printYaml(module.values) },
  ];
}
