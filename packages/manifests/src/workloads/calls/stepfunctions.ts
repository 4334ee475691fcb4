import * as z from 'zod';
import { arnOf } from '../../fields';
import { script } from '../script';
import type { AwsCall } from '../types';
import { jsonInput, printJson } from './fields';

/** Runs a standard state machine and waits for its end. An express one cannot be asked how it went. */
export const stepfunctionsCall = z.strictObject({
  service: z.literal('stepfunctions'),
  stateMachineArn: arnOf('states', 'stateMachine:<name>'),
  input: jsonInput.default({}),
});

const EXECUTE = script(String.raw`
execution=$(aws stepfunctions start-execution --cli-input-json "file://$CALL_DIR/request.json" --query executionArn --output text)
named "$execution"
say "execution $execution"

state() {
  aws stepfunctions describe-execution --execution-arn "$execution" --query status --output text
}

reason() {
  aws stepfunctions describe-execution --execution-arn "$execution" --query '[error, cause]' --output text >&2
}

await SUCCEEDED 'RUNNING PENDING_REDRIVE'
if [ "$PRINT_RESPONSE" = true ]; then
  aws stepfunctions describe-execution --execution-arn "$execution" --query output --output text
fi
`);

export function stepfunctions(
  call: z.output<typeof stepfunctionsCall>,
): AwsCall {
  return {
    env: {},
    files: {
      'request.json': printJson({
        stateMachineArn: call.stateMachineArn,
        input: JSON.stringify(call.input),
      }),
    },
    script: EXECUTE,
  };
}
