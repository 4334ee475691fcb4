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

/**
 * Copies between buckets, with metadata and without tags.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/s3/cp.html
 */
export const s3Call = z.strictObject({
  service: z.literal('s3'),
  /** One object, all objects below a prefix, or only those that differ. */
  action: z.enum(['copy', 'copy-all', 'sync'], 'write copy, copy-all or sync'),
  from: s3Uri,
  to: s3Uri,
});

// Version 2 of the CLI copies the tags of objects too, for which a role needs more than to read and write objects: without that,
// objects of more than 8 MB cannot be copied at all. Version 1 does not know the option.
const COPY = script(String.raw`
version=$(aws --version 2>&1)
case $version in
aws-cli/1.*) set -- --only-show-errors ;;
*) set -- --only-show-errors --copy-props metadata-directive ;;
esac
case $ACTION in
copy) aws s3 cp "$SOURCE" "$DESTINATION" "$@" ;;
copy-all) aws s3 cp "$SOURCE" "$DESTINATION" "$@" --recursive ;;
sync) aws s3 sync "$SOURCE" "$DESTINATION" "$@" ;;
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
