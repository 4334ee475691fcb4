import * as z from 'zod';
import { databaseUser } from './database';
import { databaseSecret } from './secret';
import { listOf } from './support';

const databases = listOf(
  z
    .string()
    .regex(
      /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/,
      'use a database name of up to 64 letters, digits, _ and -, without wildcards',
    ),
);

const bySecret = z.strictObject({
  by: z.literal('secret'),
  secret: databaseSecret,
});

const cluster = z.strictObject({
  cluster: z
    .string()
    .regex(
      /^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$/,
      'use the cluster identifier: up to 63 lower case letters, digits and single -, beginning with a letter',
    ),
  /** As the database user of the IAM role, as a named user, or with user and password of a secret. */
  login: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('iam'), databases }),
    z.strictObject({ by: z.literal('user'), user: databaseUser, databases }),
    bySecret,
  ]),
});

const workgroup = z.strictObject({
  workgroupId: z
    .string()
    .regex(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      'use the id of the workgroup (like 1234abcd-12ab-34cd-56ef-1234567890ab, the end of its ARN), not its name',
    ),
  /** As the database user of the IAM role, or with user and password of a secret. */
  login: z
    .discriminatedUnion('by', [
      z.strictObject({ by: z.literal('iam') }),
      bySecret,
    ])
    .default({ by: 'iam' }),
});

/** Warehouses that may be queried. */
export const redshiftAccess = z
  .strictObject({
    service: z.literal('redshift'),
    clusters: z
      .array(cluster)
      .min(1, 'list at least one cluster, or leave "clusters" out')
      .refine(
        clusters =>
          new Set(clusters.map(c => c.cluster)).size === clusters.length,
        { message: 'list each cluster only once' },
      )
      .optional(),
    workgroups: z
      .array(workgroup)
      .min(1, 'list at least one workgroup, or leave "workgroups" out')
      .refine(
        workgroups =>
          new Set(workgroups.map(w => w.workgroupId)).size ===
          workgroups.length,
        { message: 'list each workgroup only once' },
      )
      .optional(),
    /** SQL over HTTPS, or over a connection of a driver. */
    use: listOf(z.enum(['data-api', 'connection'])).default(['data-api']),
  })
  .refine(({ clusters, workgroups }) => clusters || workgroups, {
    message: 'name a cluster, or a serverless workgroup under "workgroups"',
    path: ['clusters'],
  });

/** As {@link redshiftAccess}. */
export type RedshiftAccess = z.output<typeof redshiftAccess>;
/** A provisioned cluster. */
export type Cluster = z.output<typeof cluster>;
/** A serverless workgroup. */
export type Workgroup = z.output<typeof workgroup>;
