import * as z from 'zod';
import type { Statement } from '../../document';
import type {
  AskedAccess,
  ServiceBuilder,
  ServiceContribution,
  ServicePlace,
} from '../types';
import { useKeys, kmsKeyId } from './key';
import { allow, ask, listOf, resourceArn } from './support';

const name = (what: string) =>
  z
    .string()
    .regex(
      /^[A-Za-z0-9_.-]{3,255}$/,
      `use ${what} name of 3 to 255 letters, digits and any of _.-`,
    );

const table = z
  .strictObject({
    table: name('a table'),
    access: z.enum(['read', 'write', 'read-write']).default('read'),
    /** Also by these indexes. */
    indexes: listOf(name('an index')).optional(),
    /** Only items with these partition key values. */
    partitionKeys: listOf(
      z
        .string()
        .min(1, 'use at least one character')
        .max(2048, 'use at most 2,048 characters')
        .regex(
          /^[^*?$]*$/,
          'use no *, ? or $: they mean something else in a policy',
        )
        .regex(
          /^[\x20-\xff]*$/,
          'use characters from U+0020 to U+00FF: IAM takes no others in a policy',
        ),
    ).optional(),
    /** Reading of everything at once. */
    scan: z.boolean().default(false),
    /** Reading of the table's stream. */
    stream: z.boolean().default(false),
    /** Only for a customer managed key. */
    kmsKeyId: kmsKeyId.optional(),
  })
  .refine(({ scan, partitionKeys }) => !(scan && partitionKeys), {
    message:
      'leave out "scan" or "partitionKeys": a scan goes over all of them',
    path: ['scan'],
  })
  .refine(({ stream, partitionKeys }) => !(stream && partitionKeys), {
    message:
      'leave out "stream" or "partitionKeys": a stream carries the items of all of them',
    path: ['stream'],
  })
  .refine(({ scan, access }) => !(scan && access === 'write'), {
    message: 'use access "read" or "read-write": a scan reads',
    path: ['scan'],
  })
  .refine(({ indexes, access }) => !(indexes && access === 'write'), {
    message: 'use access "read" or "read-write": an index is only read',
    path: ['indexes'],
  });

type TableAccess = z.output<typeof table>;

/** Tables whose items may be read or written. */
export const dynamodbAccess = z.strictObject({
  service: z.literal('dynamodb'),
  tables: z
    .array(table)
    .min(1, 'list at least one table')
    .refine(
      tables => new Set(tables.map(t => t.table)).size === tables.length,
      { message: 'list each table only once' },
    ),
});

const readActions = ['dynamodb:GetItem', 'dynamodb:BatchGetItem'];
const writeActions = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:ConditionCheckItem',
];
const streamActions = [
  'dynamodb:DescribeStream',
  'dynamodb:GetShardIterator',
  'dynamodb:GetRecords',
];

/**
 * DynamoDB: reads, queries and writes the items of the named tables, all or only those with certain partition keys. PartiQL is
 * left out: it takes other actions, with which a scan slips in.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export const dynamodbBuilder: ServiceBuilder<z.output<typeof dynamodbAccess>> =
  {
    service: 'dynamodb',
    prefixes: ['dynamodb', 'kms'],
    build({ tables }, place) {
      const parts = tables.map((access, index) =>
        accessTable(access, index ? String(index + 1) : '', place),
      );
      const decryption = useKeys(
        'DynamodbDecrypt',
        tables.map(access => access.kmsKeyId),
        'dynamodb',
        place,
      );
      return {
        statements: [
          ...parts.flatMap(({ statements }) => statements),
          ...decryption.statements,
        ],
        asked: [...parts.flatMap(({ asked }) => asked), ...decryption.asked],
        notes: [
          ...decryption.notes,
          ...tables
            .filter(({ indexes, partitionKeys }) => indexes && partitionKeys)
            .map(
              access =>
                `An index of ${access.table} is narrowed by its own partition key: let that have the same values, or leave the index out.`,
            ),
        ],
      };
    },
  };

function accessTable(
  {
    table: tableName,
    access,
    indexes = [],
    partitionKeys,
    scan,
    stream,
  }: TableAccess,
  number: string,
  place: ServicePlace,
): Pick<ServiceContribution, 'statements' | 'asked'> {
  const tableArn = resourceArn(place, 'dynamodb', `table/${tableName}`);
  const indexArns = indexes.map(index => `${tableArn}/index/${index}`);
  const queryActions = ['dynamodb:Query', ...(scan ? ['dynamodb:Scan'] : [])];
  const itemActions = [
    ...(access === 'write' ? [] : [...readActions, ...queryActions]),
    ...(access === 'read' ? [] : writeActions),
  ];
  const condition = partitionKeys && onlyKeys(partitionKeys);
  const context = partitionKeys && { 'dynamodb:LeadingKeys': partitionKeys };
  const statements: Statement[] = [
    allow(`DynamodbDescribe${number}`, ['dynamodb:DescribeTable'], [tableArn]),
    allow(`DynamodbItems${number}`, itemActions, [tableArn], condition),
  ];
  const asked: AskedAccess[] = [
    ...ask(['dynamodb:DescribeTable'], [tableArn]),
    ...ask(itemActions, [tableArn], context),
  ];
  if (indexes.length) {
    statements.push(
      allow(`DynamodbIndexes${number}`, queryActions, indexArns, condition),
    );
    asked.push(...ask(queryActions, indexArns, context));
  }
  if (stream) {
    const streams = `${tableArn}/stream/`;
    statements.push(
      allow(`DynamodbStream${number}`, streamActions, [`${streams}*`]),
    );
    asked.push(
      ...streamActions.map(action => ({
        action,
        resource: `${streams}2026-01-01T00:00:00.000`,
        within: { resource: `${streams}*` },
      })),
    );
  }
  return { statements, asked };
}

/**
 * `ForAllValues` is true of a call that names no key, so `Null` asks for one.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function onlyKeys(keys: string[]) {
  return {
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': keys },
    Null: { 'dynamodb:LeadingKeys': ['false'] },
  };
}
