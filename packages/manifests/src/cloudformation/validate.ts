import Ajv, { type ValidateFunction } from 'ajv';
import { templateSchema } from './schema';

let validate: ValidateFunction | undefined;

/**
 * Checks a template of the kinds written here, offline.
 *
 * @returns what is wrong, a sentence each; nothing for a good template
 */
export function templateProblems(template: unknown): string[] {
  validate ??= new Ajv({ allErrors: true, strictTypes: false }).compile(
    templateSchema,
  );
  return validate(template)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message }) =>
          `${instancePath || '/'}: ${message ?? 'is not valid'}`,
      );
}
