import * as z from 'zod';
import type { ServiceBuilder } from '../types';
import { kmsKeyId, useKeys } from './key';
import { denyPlainText, inPlainText, resourcePolicy } from './resourcePolicy';
import { allow, ask, listOf, resourceArn } from './support';

const queueName = z
  .string()
  .regex(
    /^(?=.{1,80}$)[A-Za-z0-9_-]+(\.fifo)?$/,
    'use a queue name of up to 80 letters, digits, _ and -, with .fifo behind it for a FIFO queue',
  );

const operation = z.enum(['send', 'receive']);

/** Queues that may be sent to or read. */
export const sqsAccess = z.strictObject({
  service: z.literal('sqs'),
  queues: listOf(queueName),
  operations: listOf(operation),
  /** Customer managed key of the queues. */
  kmsKeyId: kmsKeyId.optional(),
  /** Also write queue policies, which deny calls in plain text. */
  queuePolicy: z.boolean().default(false),
});

const queueActions: Record<z.output<typeof operation>, string[]> = {
  send: ['sqs:SendMessage', 'sqs:GetQueueUrl'],
  receive: [
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:ChangeMessageVisibility',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
  ],
};

const keyActions: Record<z.output<typeof operation>, string[]> = {
  send: ['kms:GenerateDataKey', 'kms:Decrypt'],
  receive: ['kms:Decrypt'],
};

/**
 * SQS: sends to the queues, or takes messages from them. A queue's ARN is its name, with nothing before it.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html
 */
export const sqsBuilder: ServiceBuilder<z.output<typeof sqsAccess>> = {
  service: 'sqs',
  prefixes: ['sqs', 'kms'],
  build({ queues, operations, kmsKeyId: keyId, queuePolicy }, place) {
    const queueArns = queues.map(name => resourceArn(place, 'sqs', name));
    const actions = [
      ...new Set(operations.flatMap(name => queueActions[name])),
    ];
    const keys = useKeys('SqsUseKey', [keyId], 'sqs', place, [
      ...new Set(operations.flatMap(name => keyActions[name])),
    ]);
    const asked = ask(actions, queueArns);
    return {
      statements: [
        allow('SqsUseQueues', actions, queueArns),
        ...keys.statements,
      ],
      asked: [...asked, ...keys.asked],
      notes: keys.notes,
      ...(queuePolicy && {
        refused: inPlainText(asked),
        resourcePolicies: queueArns.flatMap(arn =>
          resourcePolicy(arn, [
            denyPlainText('SqsDenyPlainText', ['sqs:*'], [arn]),
          ]),
        ),
      }),
    };
  },
};
