import * as z from 'zod';
import { arnOf, dnsSubdomain, port } from '../../fields';
import { script } from '../script';
import type { AwsCall } from '../types';
import { databaseName, databaseSecretArn, printJson, sql } from './fields';

/**
 * Runs a statement on Aurora by the Data API, which answers within 45 seconds, or fails.
 *
 * @see https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html
 */
export const auroraCall = z.strictObject({
  service: z.literal('aurora'),
  clusterArn: arnOf('rds', 'cluster:<name>'),
  secretArn: databaseSecretArn,
  database: databaseName,
  sql,
  /** Statements that change the structure of tables should not be broken off. */
  continueAfterTimeout: z.boolean().default(false),
});

const DATA_API = script(String.raw`
aws rds-data execute-statement --cli-input-json "file://$CALL_DIR/request.json" --output json >"$HOME/response"
show "$HOME/response"
`);

export function aurora(call: z.output<typeof auroraCall>): AwsCall {
  return {
    env: {},
    files: {
      'request.json': printJson({
        resourceArn: call.clusterArn,
        secretArn: call.secretArn,
        database: call.database,
        sql: call.sql,
        continueAfterTimeout: call.continueAfterTimeout,
        includeResultMetadata: true,
      }),
    },
    script: DATA_API,
  };
}

/**
 * Runs statements on a PostgreSQL database of RDS or Aurora with IAM authentication. The image must hold `aws`, `psql` and the
 * certificates of RDS, and the pod must reach the database: by a SecurityGroupPolicy and a network policy.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
 */
export const rdsCall = z.strictObject({
  service: z.literal('rds'),
  host: dnsSubdomain,
  port: port.default(5_432),
  database: databaseName,
  user: databaseName,
  /** It is handed over as one argument, which may not be longer. */
  sql: sql.max(32_768, 'use at most 32768 characters'),
  /** Path of the certificates of RDS in the image. */
  certificates: z
    .string()
    .max(255, 'use at most 255 characters')
    .regex(/^(\/[A-Za-z0-9._-]+)+$/, 'write an absolute path')
    .default('/etc/ssl/certs/rds-global-bundle.pem'),
});

// With --command nothing in the text is for psql itself, but for a backslash at its very beginning: hence the blank.
const PSQL = script(String.raw`
PGPASSWORD=$(aws rds generate-db-auth-token --hostname "$PGHOST" --port "$PGPORT" --username "$PGUSER")
export PGPASSWORD
psql --no-psqlrc --no-password --quiet --set ON_ERROR_STOP=1 --command " $(cat "$CALL_DIR/statement.sql")" >"$HOME/response"
show "$HOME/response"
`);

export function rds(call: z.output<typeof rdsCall>): AwsCall {
  return {
    env: {
      PGHOST: call.host,
      PGPORT: String(call.port),
      PGDATABASE: call.database,
      PGUSER: call.user,
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: call.certificates,
    },
    files: { 'statement.sql': call.sql },
    script: PSQL,
  };
}
