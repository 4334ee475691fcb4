import { parseFields } from '../../fields';
import { golden, hostile, place, printContribution } from '../__fixtures__';
import { sqsAccess, sqsBuilder } from './sqs';

const build = (input: object) =>
  sqsBuilder.build(
    parseFields(sqsAccess, {
      service: 'sqs',
      queues: ['orders'],
      operations: ['send'],
      ...input,
    }),
    place,
  );

describe('access to SQS', () => {
  it('is written as the golden file has it', () => {
    const printed = printContribution(
      build({
        queues: ['orders', 'refunds.fifo'],
        operations: ['send', 'receive'],
        kmsKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
        queuePolicy: true,
      }),
    );
    expect(printed).toBe(golden('sqs', printed));
  });

  it('sends, and does not read what others sent', () => {
    expect(build({}).statements).toEqual([
      {
        Sid: 'SqsUseQueues',
        Effect: 'Allow',
        Action: ['sqs:SendMessage', 'sqs:GetQueueUrl'],
        Resource: ['arn:aws:sqs:us-east-2:490262564977:orders'],
      },
    ]);
  });

  it('receives, takes longer over a message and deletes it, and does not send', () => {
    expect(build({ operations: ['receive'] }).statements[0].Action).toEqual([
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:ChangeMessageVisibility',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
    ]);
  });

  it('has no queue policy unless it is wanted', () => {
    expect(build({}).resourcePolicies).toBeUndefined();
  });

  it.each(hostile)('is refused for the name %s', (_, name) => {
    expect(() => build({ queues: [name] })).toThrow(/^queues\[0\]: use/);
  });

  it.each(['orders.fifo.fifo', '.fifo', 'orders.dlq', 'o'.repeat(81)])(
    'is refused for the queue %s',
    name => {
      expect(() => build({ queues: [name] })).toThrow(/^queues\[0\]: use/);
    },
  );
});
