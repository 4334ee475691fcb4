import { parseFields } from '../../fields';
import { golden, hostile, place, printContribution } from '../__fixtures__';
import { exampleOf } from '../__fixtures__/examples';
import { dynamodbAccess, dynamodbBuilder } from './dynamodb';

const build = (table: object) =>
  dynamodbBuilder.build(
    parseFields(dynamodbAccess, { service: 'dynamodb', tables: [table] }),
    place,
  );
const carts = 'arn:aws:dynamodb:us-east-2:490262564977:table/carts';

describe('access to DynamoDB', () => {
  it('is written as the golden file has it', () => {
    const printed = printContribution(
      dynamodbBuilder.build(
        parseFields(dynamodbAccess, exampleOf('dynamodb')),
        place,
      ),
    );
    expect(printed).toBe(golden('dynamodb', printed));
  });

  it('reads when nothing else is said, and scans only when that is said', () => {
    const actions = (table: object) =>
      build(table).asked.map(({ action }) => action);
    const reading = [
      'dynamodb:DescribeTable',
      'dynamodb:GetItem',
      'dynamodb:BatchGetItem',
      'dynamodb:Query',
    ];
    expect(actions({ table: 'carts' })).toEqual(reading);
    expect(actions({ table: 'carts', scan: true })).toEqual([
      ...reading,
      'dynamodb:Scan',
    ]);
  });

  it('asks an index only for what an index takes', () => {
    const { statements } = build({
      table: 'carts',
      access: 'read-write',
      indexes: ['by-customer'],
    });
    expect(statements[statements.length - 1]).toEqual({
      Sid: 'DynamodbIndexes',
      Effect: 'Allow',
      Action: ['dynamodb:Query'],
      Resource: [`${carts}/index/by-customer`],
    });
  });

  it('asks for a partition key where only some may be read', () => {
    const { statements } = build({ table: 'carts', partitionKeys: ['orders'] });
    expect(
      statements.find(({ Sid }) => Sid === 'DynamodbItems')?.Condition,
    ).toEqual({
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['orders'] },
      Null: { 'dynamodb:LeadingKeys': ['false'] },
    });
  });

  it.each([
    [{ scan: true, partitionKeys: ['a'] }, 'scan: leave out'],
    [{ stream: true, partitionKeys: ['a'] }, 'stream: leave out'],
    [{ scan: true, access: 'write' }, 'scan: use access'],
    [{ indexes: ['by-id'], access: 'write' }, 'indexes: use access'],
    // eslint-disable-next-line no-template-curly-in-string
    [{ partitionKeys: ['${aws:userid}'] }, 'partitionKeys[0]: use no'],
    [{ partitionKeys: ['\u6ce8\u6587'] }, 'partitionKeys[0]: use characters'],
    [{ partitionKeys: ['a\nb'] }, 'partitionKeys[0]: use characters'],
  ])('is refused for %j', (table, problem) => {
    expect(() => build({ table: 'carts', ...table })).toThrow(
      `tables[0].${problem}`,
    );
  });

  it.each(hostile)('is refused for the name %s', (_, name) => {
    expect(() => build({ table: name })).toThrow(/^tables\[0\]\.table: use/);
    expect(() => build({ table: 'carts', indexes: [name] })).toThrow(
      /^tables\[0\]\.indexes\[0\]: use/,
    );
  });
});
