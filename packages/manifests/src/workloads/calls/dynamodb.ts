import * as z from 'zod';
import type { JsonObject, JsonValue } from '../../records';
import { script } from '../script';
import type { AwsCall } from '../types';
import { awsName, jsonInput, printJson } from './fields';

const attributes = jsonInput.refine(
  item => Object.keys(item).length > 0,
  'must not be empty',
);

/** Writes or reads one item. Attributes are plain JSON here. */
export const dynamodbCall = z.discriminatedUnion('action', [
  z.strictObject({
    service: z.literal('dynamodb'),
    action: z.literal('put'),
    table: awsName,
    item: attributes,
  }),
  z.strictObject({
    service: z.literal('dynamodb'),
    action: z.literal('get'),
    table: awsName,
    key: attributes,
  }),
]);

const PUT = script(String.raw`
aws dynamodb put-item --cli-input-json "file://$CALL_DIR/request.json" >/dev/null
say "item written to $TABLE_NAME"
`);

const GET = script(String.raw`
aws dynamodb get-item --cli-input-json "file://$CALL_DIR/request.json" --query Item --output json >"$HOME/response"
case $(cat "$HOME/response") in
'' | null) fail "no such item in $TABLE_NAME" ;;
esac
show "$HOME/response"
`);

export function dynamodb(call: z.output<typeof dynamodbCall>): AwsCall {
  return {
    env: { TABLE_NAME: call.table },
    files: {
      'request.json': printJson(
        call.action === 'put'
          ? { TableName: call.table, Item: attributeMap(call.item) }
          : { TableName: call.table, Key: attributeMap(call.key) },
      ),
    },
    script: call.action === 'put' ? PUT : GET,
  };
}

function attributeMap(item: JsonObject): object {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, attributeValue(value)]),
  );
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html */
function attributeValue(value: JsonValue): object {
  if (Array.isArray(value)) {
    return { L: value.map(attributeValue) };
  }
  switch (typeof value) {
    case 'boolean':
      return { BOOL: value };
    case 'number':
      return { N: String(value) };
    case 'string':
      return { S: value };
    default:
      return value === null ? { NULL: true } : { M: attributeMap(value) };
  }
}
