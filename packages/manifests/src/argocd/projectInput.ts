import * as z from 'zod';
import {
  cronSchedule,
  dnsLabel,
  dnsSubdomain,
  duration,
  plainText,
  timeZone,
} from '../fields';
import { group, kind, repositoryUrl, serverUrl } from './fields';
import { groupName, projectPolicy, roleName } from './rbac';

const groupKind = z.strictObject({ group: group.default(''), kind });

/** A repository, or all of an owner: `https://github.com/org/*`. */
const sourceRepo = z
  .string()
  .refine(
    repo =>
      repositoryUrl.safeParse(repo.replace(/(?<=[^/:]\/[^/]+\/)\*$/, 'x'))
        .success,
    'write the address of a repository, or of an owner with "/*" behind it',
  );

const role = z.strictObject({
  name: roleName,
  description: plainText({ max: 255 }).optional(),
  /** Groups of the identity provider that have the role. */
  groups: z.array(groupName).max(50, 'use at most 50 groups').optional(),
  policies: z
    .array(projectPolicy)
    .min(1, 'give at least one policy')
    .max(100, 'use at most 100 policies'),
});

const syncWindow = z.strictObject({
  kind: z.enum(['allow', 'deny']),
  schedule: cronSchedule,
  duration,
  timeZone: timeZone.default('Etc/UTC'),
  /** Names of applications, with `*`. */
  applications: z
    .array(
      z
        .string()
        .max(253, 'use at most 253 characters')
        .regex(/^[*?\w.-]+$/, 'write a name, with "*" for any part of it'),
    )
    .min(1, 'give at least one application')
    .default(['*']),
  /** Whether people may sync by hand while automation may not. */
  manualSync: z.boolean().optional(),
  description: plainText({ max: 255 }).optional(),
});

/** What `tenantProject` takes. */
export const tenantProjectInput = z.strictObject({
  /** The one namespace its applications deploy to. */
  namespace: dnsLabel,
  /** `<project prefix><namespace>` when left out. */
  name: dnsSubdomain.optional(),
  description: plainText({ max: 255 }).optional(),
  sourceRepos: z
    .array(sourceRepo)
    .min(1, 'give at least one repository')
    .max(100, 'use at most 100 repositories'),
  /** API server of the cluster; the organisation's when left out. */
  server: serverUrl.optional(),
  /** Namespaced kinds that only the platform makes. */
  namespaceResourceBlacklist: z
    .array(groupKind)
    .max(100, 'use at most 100 kinds')
    .default([
      { group: '', kind: 'LimitRange' },
      { group: '', kind: 'ResourceQuota' },
    ]),
  /** Service account of the namespace Argo CD acts as when it syncs, where impersonation is switched on. */
  serviceAccount: dnsSubdomain.optional(),
  /** Whether Applications may be in the namespace itself, not only in Argo CD's. */
  applicationsInNamespace: z.boolean().default(false),
  roles: z.array(role).max(20, 'use at most 20 roles').default([]),
  syncWindows: z
    .array(syncWindow)
    .max(50, 'use at most 50 windows')
    .default([]),
  /** Ids of GnuPG keys: commits have to be signed by one of them. */
  signatureKeys: z
    .array(
      z
        .string()
        .regex(
          /^([0-9A-F]{16}|[0-9A-F]{40})$/,
          'write 16 or 40 hexadecimal digits, in capitals',
        ),
    )
    .max(50, 'use at most 50 keys')
    .default([]),
  /** Warns of objects in the namespace that no application has; `ignore` leaves kinds out. */
  orphanedResources: z
    .strictObject({
      warn: z.boolean().default(true),
      ignore: z
        .array(groupKind.extend({ name: plainText({ max: 253 }).optional() }))
        .optional(),
    })
    .optional(),
});
export type TenantProjectInput = z.input<typeof tenantProjectInput>;
export type CheckedProject = z.output<typeof tenantProjectInput>;
