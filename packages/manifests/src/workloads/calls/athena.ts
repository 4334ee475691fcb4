import * as z from 'zod';
import { script } from '../script';
import type { AwsCall } from '../types';
import { awsName, databaseName, printJson, sql } from './fields';
import { s3Uri } from './s3';

/** Runs a query of Athena and waits for its end. */
export const athenaCall = z.strictObject({
  service: z.literal('athena'),
  workgroup: awsName.max(128, 'use at most 128 characters').default('primary'),
  catalog: awsName.default('AwsDataCatalog'),
  database: databaseName,
  sql,
  /** Where results go, when the workgroup does not say. */
  output: s3Uri.optional(),
});

const QUERY = script(String.raw`
query=$(aws athena start-query-execution --cli-input-json "file://$CALL_DIR/request.json" --query QueryExecutionId --output text)
named "$query"
say "Athena query $query"

state() {
  aws athena get-query-execution --query-execution-id "$query" --query QueryExecution.Status.State --output text
}

reason() {
  aws athena get-query-execution --query-execution-id "$query" --query QueryExecution.Status.StateChangeReason --output text >&2
}

await SUCCEEDED 'QUEUED RUNNING'
if [ "$PRINT_RESPONSE" = true ]; then
  aws athena get-query-results --query-execution-id "$query" --output json
fi
`);

export function athena(call: z.output<typeof athenaCall>): AwsCall {
  return {
    env: {},
    files: {
      'request.json': printJson({
        QueryString: call.sql,
        QueryExecutionContext: {
          Database: call.database,
          Catalog: call.catalog,
        },
        ...(call.output && {
          ResultConfiguration: { OutputLocation: call.output },
        }),
        WorkGroup: call.workgroup,
      }),
    },
    script: QUERY,
  };
}
