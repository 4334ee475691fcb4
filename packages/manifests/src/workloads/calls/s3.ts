import * as z from 'zod';
import { script } from '../script';
import type { AwsCall } from '../types';

/** A bucket and what a key is, or begins with: `s3://reports/daily/`. */
export const s3Uri = z
  .string()
  .max(1_100, 'use at most 1100 characters')
  .regex(
    /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^\p{Cc}\p{Surrogate}]*)?$/u,
    'write s3://<bucket>/<key>',
  );

/** Copies between buckets. */
export const s3Call = z.strictObject({
  service: z.literal('s3'),
  /** One object, all objects below a prefix, or only those that differ. */
  action: z.enum(['copy', 'copy-all', 'sync'], 'write copy, copy-all or sync'),
  from: s3Uri,
  to: s3Uri,
});

const COPY = script(String.raw`
case $ACTION in
copy) aws s3 cp "$SOURCE" "$DESTINATION" --only-show-errors ;;
copy-all) aws s3 cp "$SOURCE" "$DESTINATION" --only-show-errors --recursive ;;
sync) aws s3 sync "$SOURCE" "$DESTINATION" --only-show-errors ;;
*) fail "unknown action $ACTION" ;;
esac
say "done: $ACTION to $DESTINATION"
`);

export function s3(call: z.output<typeof s3Call>): AwsCall {
  return {
    env: { ACTION: call.action, SOURCE: call.from, DESTINATION: call.to },
    files: {},
    script: COPY,
  };
}
