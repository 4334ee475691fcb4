import * as z from 'zod';
import type { ServiceBuilder } from '../types';
import { connectAsUsers, databaseUser, networkNote } from './database';
import { databaseSecret, readSecrets } from './secret';
import { allow, ask, listOf, resourceArn } from './support';

const clusterName = z
  .string()
  .regex(
    /^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$/,
    'use the cluster identifier: up to 63 lower case letters, digits and single -, beginning with a letter',
  );

/** Clusters that may be queried: over the Data API, over a connection with an IAM token, or both. */
export const auroraAccess = z
  .strictObject({
    service: z.literal('aurora'),
    /** SQL over HTTPS: no connection, no driver, no way through the network is needed. */
    dataApi: z
      .array(z.strictObject({ cluster: clusterName, secret: databaseSecret }))
      .min(1, 'list at least one cluster, or leave "dataApi" out')
      .refine(
        clusters =>
          new Set(clusters.map(({ cluster }) => cluster)).size ===
          clusters.length,
        { message: 'list each cluster only once' },
      )
      .optional(),
    /** Login with an IAM token. */
    clusters: z
      .array(
        z.strictObject({
          resourceId: z
            .string()
            .regex(
              /^(cluster-[A-Z0-9]{1,64}|prx-[0-9a-f]{1,64})$/,
              'use the resource id of the cluster (like cluster-ABCDEFGHIJKL01234, not its name) or of the proxy (prx-…)',
            ),
          users: listOf(databaseUser),
        }),
      )
      .min(1, 'list at least one cluster, or leave "clusters" out')
      .optional(),
  })
  .refine(({ dataApi, clusters }) => dataApi || clusters, {
    message:
      'name a cluster to query over the Data API, or one to log in to under "clusters"',
    path: ['dataApi'],
  });

const dataActions = [
  'rds-data:ExecuteStatement',
  'rds-data:BatchExecuteStatement',
  'rds-data:BeginTransaction',
  'rds-data:CommitTransaction',
  'rds-data:RollbackTransaction',
];

/**
 * Aurora: SQL over the Data API, which logs in with the secret of the cluster on the caller's behalf, and login with an IAM token
 * for exactly these database users.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.access.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrdsdataapi.html
 */
export const auroraBuilder: ServiceBuilder<z.output<typeof auroraAccess>> = {
  service: 'aurora',
  prefixes: ['rds-data', 'rds-db', 'secretsmanager', 'kms'],
  build({ dataApi = [], clusters = [] }, place) {
    const clusterArns = dataApi.map(({ cluster }) =>
      resourceArn(place, 'rds', `cluster:${cluster}`),
    );
    const reading = readSecrets(
      'Aurora',
      ['secretsmanager:GetSecretValue'],
      dataApi.map(({ secret }) => secret),
      place,
    );
    const login = connectAsUsers('Aurora', clusters, place);
    return {
      statements: [
        ...(dataApi.length
          ? [allow('AuroraDataApi', dataActions, clusterArns)]
          : []),
        ...reading.statements,
        ...login.statements,
      ],
      asked: [
        ...ask(dataActions, clusterArns),
        ...reading.asked,
        ...login.asked,
      ],
      notes: [
        ...(dataApi.length
          ? [
              'Switch the Data API (HTTP endpoint) on for each cluster that is queried over it. It goes over HTTPS to AWS, so the network of the database stays closed.',
              'Give the secret of the Data API a database user with no more grants than needed: IAM does not look into the SQL.',
            ]
          : []),
        ...reading.notes,
        ...login.notes,
        ...(clusters.length ? [networkNote] : []),
      ],
    };
  },
};
