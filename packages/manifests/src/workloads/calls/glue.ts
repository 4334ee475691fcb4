import * as z from 'zod';
import { plainText } from '../../fields';
import { recordOf } from '../../records';
import { script } from '../script';
import type { AwsCall } from '../types';
import { awsName, printJson } from './fields';

/** Runs a Glue job and waits for its end. */
export const glueCall = z.strictObject({
  service: z.literal('glue'),
  job: awsName,
  /** Arguments of the job, with their dashes: `--day`. */
  arguments: recordOf(
    z
      .string()
      .regex(/^--?[A-Za-z0-9_-]{1,100}$/, 'write an argument as --name'),
    plainText({ max: 8_192, lines: true }),
  ).default({}),
});

const GLUE = script(String.raw`
run=$(aws glue start-job-run --cli-input-json "file://$CALL_DIR/request.json" --query JobRunId --output text)
named "$run"
say "run $run of Glue job $JOB_NAME"

state() {
  aws glue get-job-run --job-name "$JOB_NAME" --run-id "$run" --query JobRun.JobRunState --output text
}

reason() {
  aws glue get-job-run --job-name "$JOB_NAME" --run-id "$run" --query JobRun.ErrorMessage --output text >&2
}

await SUCCEEDED 'STARTING RUNNING STOPPING WAITING'
`);

export function glue(call: z.output<typeof glueCall>): AwsCall {
  return {
    env: { JOB_NAME: call.job },
    files: {
      'request.json': printJson({
        JobName: call.job,
        Arguments: call.arguments,
      }),
    },
    script: GLUE,
  };
}
