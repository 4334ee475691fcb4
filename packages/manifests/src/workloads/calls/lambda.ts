import * as z from 'zod';
import { script } from '../script';
import type { AwsCall } from '../types';
import { awsName, jsonInput, printJson } from './fields';

/** Invokes a function and waits for its answer. */
export const lambdaCall = z.strictObject({
  service: z.literal('lambda'),
  function: awsName.max(64, 'use at most 64 characters'),
  /** Alias or version. The role must be allowed to invoke just that. */
  qualifier: awsName.max(128, 'use at most 128 characters').optional(),
  payload: jsonInput.default({}),
});

// A function may take a quarter of an hour. The CLI gives up after a minute, and would invoke it again.
const INVOKE = script(String.raw`
# "fileb" hands the bytes over as they are, in every version of the CLI.
set -- --function-name "$FUNCTION_NAME"
[ -z "$QUALIFIER" ] || set -- "$@" --qualifier "$QUALIFIER"
outcome=$(aws lambda invoke "$@" --payload "fileb://$CALL_DIR/payload.json" --cli-read-timeout "$WAIT_SECONDS" \
  --query "join(':', [to_string(StatusCode), to_string(FunctionError)])" --output text "$HOME/response")
case $outcome in
200:null) ;;
*)
  # What went wrong in the function stands in its answer, and nowhere else.
  head -c 2000 "$HOME/response" >&2
  fail "the function $FUNCTION_NAME failed: $outcome"
  ;;
esac
show "$HOME/response"
`);

export function lambda(call: z.output<typeof lambdaCall>): AwsCall {
  return {
    env: { FUNCTION_NAME: call.function, QUALIFIER: call.qualifier ?? '' },
    files: { 'payload.json': printJson(call.payload) },
    script: INVOKE,
  };
}
