import * as z from 'zod';
import { script } from '../script';
import type { AwsCall } from '../types';
import {
  awsName,
  databaseName,
  databaseSecretArn,
  printJson,
  sql,
} from './fields';

const bySecret = z.strictObject({
  by: z.literal('secret'),
  secretArn: databaseSecretArn,
});
const byIam = z.strictObject({ by: z.literal('iam') });

/** Runs a statement by the Data API and waits for its end. */
export const redshiftCall = z.strictObject({
  service: z.literal('redshift'),
  target: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('cluster'),
      cluster: awsName.max(63, 'use at most 63 characters'),
      login: z.discriminatedUnion('by', [
        byIam,
        z.strictObject({ by: z.literal('user'), user: databaseName }),
        bySecret,
      ]),
    }),
    z.strictObject({
      kind: z.literal('workgroup'),
      workgroup: awsName.max(64, 'use at most 64 characters'),
      login: z.discriminatedUnion('by', [byIam, bySecret]),
    }),
  ]),
  database: databaseName,
  sql,
});

const EXECUTE = script(String.raw`
statement=$(aws redshift-data execute-statement --cli-input-json "file://$CALL_DIR/request.json" --query Id --output text)
named "$statement"
say "Redshift statement $statement"

state() {
  aws redshift-data describe-statement --id "$statement" --query Status --output text
}

reason() {
  aws redshift-data describe-statement --id "$statement" --query Error --output text >&2
}

await FINISHED 'SUBMITTED PICKED STARTED'
if [ "$PRINT_RESPONSE" = true ]; then
  rows=$(aws redshift-data describe-statement --id "$statement" --query HasResultSet --output text)
  if [ "$rows" = True ]; then
    aws redshift-data get-statement-result --id "$statement" --output json
  fi
fi
`);

export function redshift({
  target,
  database,
  sql: text,
}: z.output<typeof redshiftCall>): AwsCall {
  const { login } = target;
  return {
    env: {},
    files: {
      'request.json': printJson({
        ...(target.kind === 'cluster'
          ? { ClusterIdentifier: target.cluster }
          : { WorkgroupName: target.workgroup }),
        Database: database,
        ...(login.by === 'user' && { DbUser: login.user }),
        ...(login.by === 'secret' && { SecretArn: login.secretArn }),
        Sql: text,
      }),
    },
    script: EXECUTE,
  };
}
