import type { Knex } from 'knex';
import { z } from 'zod';

type ColumnType = 'text' | 'bigint' | 'integer' | 'boolean';

/** The columns of rows that are written many at once. */
export type Columns = Record<string, ColumnType>;

const postgresRows = z.object({ rows: z.array(z.unknown()) });

/**
 * Inserts any number of rows in one statement with one value: the rows travel as JSON. A statement with a place for every
 * value takes many times as long to put together, and SQLite allows only 32,766 of them.
 */
export async function insertMany(
  client: Knex,
  table: string,
  columns: Columns,
  rows: object[],
): Promise<void> {
  if (rows.length > 0) {
    const names = Object.keys(columns).join(', ');
    await client.raw(
      `insert into ${table} (${names}) select ${names} from ${source(
        client,
        columns,
      )} where true`,
      [toJson(rows)],
    );
  }
}

/**
 * Updates any number of rows in one statement, each if its version is still the one before the row's.
 *
 * @param columns - with `id` and `version` among them
 * @returns ids of the rows that were updated
 */
export async function updateMany(
  client: Knex,
  table: string,
  columns: Columns,
  rows: object[],
): Promise<string[]> {
  const changes = Object.keys(columns)
    .filter(name => name !== 'id')
    .map(name => `${name} = j.${name}`)
    .join(', ');
  const result: unknown = await client.raw(
    `update ${table} set ${changes} from ${source(
      client,
      columns,
    )} where ${table}.id = j.id and ${table}.version = j.version - 1 returning ${table}.id`,
    [toJson(rows)],
  );
  const updated = isSqlite(client) ? result : postgresRows.parse(result).rows;
  return z
    .array(z.object({ id: z.string() }))
    .parse(updated)
    .map(({ id }) => id);
}

/** The rows of a JSON array as a table named `j`. */
function source(client: Knex, columns: Columns): string {
  const entries = Object.entries(columns);
  if (isSqlite(client)) {
    const fields = entries.map(
      ([name]) => `json_extract(value, '$.${name}') as ${name}`,
    );
    return `(select ${fields.join(', ')} from json_each(?)) as j`;
  }
  const fields = entries.map(([name, type]) => `${name} ${type}`);
  return `jsonb_to_recordset(?::jsonb) as j(${fields.join(', ')})`;
}

export function isSqlite(client: Knex): boolean {
  const driver: unknown = client.client.config.client;
  return typeof driver === 'string' && driver.includes('sqlite');
}

/** PostgreSQL takes neither NUL nor halves of surrogate pairs. */
function toJson(rows: object[]): string {
  return JSON.stringify(rows, (_, value: unknown) =>
    typeof value === 'string'
      ? value.replace(/\p{Surrogate}|\0/gu, '\ufffd')
      : value,
  );
}
