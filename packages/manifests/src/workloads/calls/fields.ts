import * as z from 'zod';
import { arnOf, plainText } from '../../fields';
import { jsonObject } from '../../records';

/** Name of a resource of AWS. It never begins with "-": the CLI would take it for an option. */
export const awsName = z
  .string()
  .max(255, 'use at most 255 characters')
  .regex(
    /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/,
    'use letters, digits and any of _.-, with none of .- in front',
  );

/** Statements for a database. */
export const sql = plainText({ min: 1, max: 65_536, lines: true });

/** Name of a database, a schema or a user. */
export const databaseName = awsName.max(127, 'use at most 127 characters');

/** A secret that holds the user and the password of a database. */
export const databaseSecretArn = arnOf('secretsmanager', 'secret:<name>');

const MAX_JSON = 262_144;

/** A JSON object, up to 256 KiB as text. */
export const jsonInput = jsonObject.refine(
  value => printJson(value).length <= MAX_JSON,
  'use at most 256 KiB of JSON',
);

/** JSON as a file holds it. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
