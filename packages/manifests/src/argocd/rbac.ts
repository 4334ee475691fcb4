import * as z from 'zod';
import { plainText } from '../fields';

/** @see https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/#rbac-model-structure */
const ACTIONS = {
  applications: [
    'get',
    'create',
    'update',
    'delete',
    'sync',
    'rollback',
    'override',
  ],
  applicationsets: ['get', 'create', 'update', 'delete'],
  repositories: ['get', 'create', 'update', 'delete'],
  clusters: ['get', 'create', 'update', 'delete'],
  logs: ['get'],
  exec: ['create'],
};

/** An action on the resources of an application: `delete/*\/Pod/*\/*`, `action/apps/Deployment/restart`. */
const RESOURCE_ACTION =
  /^((update|delete)\/[\w.*-]*\/[\w*-]+\/[\w.*-]+\/[\w.*-]+|action\/[\w.*-]*\/[\w*-]+\/[\w.*-]+)$/;

/** Name of a role of a project, as Argo CD checks it. */
export const roleName = z
  .string()
  .max(63, 'use at most 63 characters')
  .regex(
    /^[a-zA-Z0-9]([-_a-zA-Z0-9]*[a-zA-Z0-9])?$/,
    'use letters, digits, "-" and "_", with a letter or digit at both ends',
  );

/** A group of the identity provider. A policy line has commas between its parts and quotes around none. */
export const groupName = plainText({ min: 1, max: 256 })
  .regex(/^[^",]*$/, 'leave out quotes and commas')
  .refine(group => group.trim() === group, 'leave out spaces at the ends');

const object = z
  .string()
  .max(253, 'use at most 253 characters')
  .regex(
    /^[*\w.-]+$/,
    'use the name of an application, with "*" for any part of it',
  );

/** What a role of a project may do, or may not. */
export const projectPolicy = z
  .strictObject({
    resource: z.enum([
      'applications',
      'applicationsets',
      'repositories',
      'clusters',
      'logs',
      'exec',
    ]),
    /** One of the resource's actions, or `*` for all; for applications also one on what they deploy. */
    action: z.string().max(253, 'use at most 253 characters'),
    /** Applications of the project, by name. */
    application: object.default('*'),
    /** Where applications may be in any namespace: theirs. */
    appNamespace: object.optional(),
    effect: z.enum(['allow', 'deny']).default('allow'),
  })
  .superRefine(({ resource, action }, context) => {
    const known = ACTIONS[resource];
    const isKnown =
      action === '*' ||
      known.includes(action) ||
      (resource === 'applications' && RESOURCE_ACTION.test(action));
    if (!isKnown) {
      context.addIssue({
        code: 'custom',
        path: ['action'],
        message: `${resource} know ${known.join(', ')}, or "*"`,
      });
    }
  });
export type ProjectPolicy = z.input<typeof projectPolicy>;

/** A policy as Argo CD's CSV has it: `p, proj:<project>:<role>, applications, get, <project>/*, allow`. */
export function policyLine(
  project: string,
  role: string,
  policy: z.output<typeof projectPolicy>,
): string {
  const { resource, action, application, appNamespace, effect } = policy;
  const place = [project, appNamespace, application].filter(Boolean).join('/');
  return ['p', `proj:${project}:${role}`, resource, action, place, effect].join(
    ', ',
  );
}

/**
 * The rights of somebody who sees an application and its logs and opens the Terminal of its pods, and can change nothing. The
 * Terminal has to be switched on besides (`exec.enabled: "true"` in argocd-cm).
 *
 * @param application - its name; all of the project when left out
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/web_based_terminal/
 */
export function readTerminalRbac(
  application?: string,
  appNamespace?: string,
): ProjectPolicy[] {
  const place = { application, appNamespace };
  return [
    { resource: 'applications', action: 'get', ...place },
    { resource: 'logs', action: 'get', ...place },
    { resource: 'exec', action: 'create', ...place },
  ];
}
