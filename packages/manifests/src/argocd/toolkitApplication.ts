import { parseFields } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { dnsLabel } from '../fields';
import type { KubernetesObject } from '../kubernetes';
import { managedName } from '../organisation';
import type { Organisation } from '../organisation';
import { tenantProject } from './appProject';
import { application } from './application';
import { repositoryUrl, sourcePath, targetRevision } from './fields';
import { groupName, readTerminalRbac } from './rbac';

/** What {@link toolkitApplication} takes. */
export const toolkitApplicationInput = z.strictObject({
  namespace: dnsLabel,
  /** Where the manifests of the namespace's toolkit are, the CLI's Deployment among them. */
  repoURL: repositoryUrl,
  path: sourcePath,
  targetRevision: targetRevision.default('HEAD'),
  /** Groups whose members may open the Terminal. */
  groups: z
    .array(groupName)
    .min(1, 'give at least one group')
    .max(50, 'use at most 50 groups'),
});
export type ToolkitApplicationInput = z.input<typeof toolkitApplicationInput>;

/**
 * The platform's own Application of a namespace, in a project of its own: it has the CLI's pod in its tree, so that Argo CD opens
 * the pod's Terminal, and the namespace's people can look at it and open the Terminal, nothing else. In the tenant's project their
 * rights to sync and delete would reach it.
 *
 * @throws InvalidFieldsError naming every field that is wrong
 * @see https://github.com/argoproj/argo-cd/blob/master/server/application/terminal.go
 */
export function toolkitApplication(
  input: ToolkitApplicationInput,
  organisation: Organisation,
): KubernetesObject[] {
  const toolkit = parseFields(toolkitApplicationInput, input);
  const { namespace, repoURL, path, groups } = toolkit;
  const name = managedName(organisation, namespace);
  return [
    ...tenantProject(
      {
        namespace,
        name,
        description: `Toolkit of ${namespace}, managed by the platform`,
        sourceRepos: [repoURL],
        namespaceResourceBlacklist: [],
        roles: [
          {
            name: 'terminal',
            description: 'Sees the toolkit and opens its Terminal',
            groups,
            policies: readTerminalRbac(name),
          },
        ],
      },
      organisation,
    ),
    ...application(
      {
        name,
        project: name,
        finalizer: 'foreground',
        source: { repoURL, path, targetRevision: toolkit.targetRevision },
        destination: { namespace },
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          syncOptions: ['ServerSideApply=true'],
        },
      },
      organisation,
    ),
  ];
}
