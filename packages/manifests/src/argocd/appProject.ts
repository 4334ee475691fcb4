import {
  InvalidFieldsError,
  parseFields,
} from '@cluster-self-service/iam-policy';
import type { FieldProblem } from '@cluster-self-service/iam-policy';
import type { KubernetesObject } from '../kubernetes';
import type { Organisation } from '../organisation';
import type { CheckedProject, TenantProjectInput } from './projectInput';
import { tenantProjectInput } from './projectInput';
import { policyLine } from './rbac';

/**
 * The AppProject of a tenant: its applications deploy from its repositories to its namespace, make no cluster-wide objects, and
 * its people have the rights of its roles.
 *
 * @throws InvalidFieldsError naming every field that is wrong
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/project-specification/
 */
export function tenantProject(
  input: TenantProjectInput,
  organisation: Organisation,
): KubernetesObject[] {
  const project = parseFields(tenantProjectInput, input);
  const problems = repeated(project);
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
  const { argocd } = organisation;
  const name = project.name ?? `${argocd.projectPrefix}${project.namespace}`;
  const server = project.server ?? argocd.destinationServer;
  const { namespace, serviceAccount } = project;
  return [
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: {
        name,
        namespace: argocd.namespace,
        // Argo CD refuses to lose a project that applications are in.
        finalizers: ['resources-finalizer.argocd.argoproj.io'],
      },
      spec: {
        description: project.description ?? `Applications of ${namespace}`,
        sourceRepos: project.sourceRepos,
        ...(project.applicationsInNamespace && {
          sourceNamespaces: [namespace],
        }),
        destinations: [{ server, namespace }],
        ...(serviceAccount && {
          destinationServiceAccounts: [
            { server, namespace, defaultServiceAccount: serviceAccount },
          ],
        }),
        clusterResourceWhitelist: [],
        namespaceResourceBlacklist: project.namespaceResourceBlacklist,
        ...optionalParts(project, name),
      },
    },
  ];
}

function optionalParts(project: CheckedProject, name: string) {
  const { roles, syncWindows, signatureKeys, orphanedResources } = project;
  return {
    ...(roles.length > 0 && {
      roles: roles.map(({ policies, ...one }) => ({
        ...one,
        policies: policies.map(policy => policyLine(name, one.name, policy)),
      })),
    }),
    ...(syncWindows.length > 0 && { syncWindows }),
    ...(signatureKeys.length > 0 && {
      signatureKeys: signatureKeys.map(keyID => ({ keyID })),
    }),
    ...(orphanedResources && { orphanedResources }),
  };
}

/** What Argo CD refuses to have twice. */
function repeated({
  sourceRepos,
  roles,
  syncWindows,
}: CheckedProject): FieldProblem[] {
  const twice = (values: string[], path: (index: number) => string) =>
    values.flatMap((value, index) =>
      values.indexOf(value) < index
        ? [{ path: path(index), message: 'is there already' }]
        : [],
    );
  return [
    ...twice(sourceRepos, index => `sourceRepos[${index}]`),
    ...twice(
      roles.map(({ name }) => name),
      index => `roles[${index}].name`,
    ),
    ...roles.flatMap(({ policies, groups = [] }, place) => [
      ...twice(
        policies.map(policy => policyLine('', '', policy)),
        index => `roles[${place}].policies[${index}]`,
      ),
      ...twice(groups, index => `roles[${place}].groups[${index}]`),
    ]),
    ...twice(
      syncWindows.map(window => JSON.stringify(window)),
      index => `syncWindows[${index}]`,
    ),
  ];
}
