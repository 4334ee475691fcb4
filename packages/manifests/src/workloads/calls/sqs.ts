import * as z from 'zod';
import { plainText } from '../../fields';
import { script } from '../script';
import type { AwsCall } from '../types';
import { printJson } from './fields';

const id = plainText({ min: 1, max: 128 }).regex(
  /^[!-~]+$/,
  'use printable ASCII characters without blanks',
);

/** Sends one message. */
export const sqsCall = z
  .strictObject({
    service: z.literal('sqs'),
    queueUrl: z
      .string()
      .max(500, 'use at most 500 characters')
      .regex(
        /^https:\/\/sqs\.[a-z0-9.-]+\/[0-9]{12}\/[A-Za-z0-9_-]{1,80}(\.fifo)?$/,
        'write https://sqs.<region>.amazonaws.com/<account>/<queue>',
      ),
    message: plainText({ min: 1, max: 262_144, lines: true }),
    /** Of a FIFO queue. */
    groupId: id.optional(),
    deduplicationId: id.optional(),
  })
  .refine(({ queueUrl, groupId }) => !queueUrl.endsWith('.fifo') || groupId, {
    path: ['groupId'],
    message: 'a FIFO queue needs a group',
  });

const SEND = script(String.raw`
message=$(aws sqs send-message --cli-input-json "file://$CALL_DIR/request.json" --query MessageId --output text)
named "$message"
say "sent message $message"
`);

export function sqs(call: z.output<typeof sqsCall>): AwsCall {
  return {
    env: {},
    files: {
      'request.json': printJson({
        QueueUrl: call.queueUrl,
        MessageBody: call.message,
        ...(call.groupId && { MessageGroupId: call.groupId }),
        ...(call.deduplicationId && {
          MessageDeduplicationId: call.deduplicationId,
        }),
      }),
    },
    script: SEND,
  };
}
