import * as z from 'zod';
import { InvalidFieldsError, parseFields } from '.';

const schema = z.strictObject({
  name: z.string(),
  tables: z.array(z.string()),
  size: z.int().optional(),
  kind: z.enum(['read', 'write']),
  login: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('iam') }),
    z.strictObject({ by: z.literal('user') }),
  ]),
  own: z.string('say it in words').optional(),
});
const good = {
  name: 'a',
  tables: [],
  kind: 'read',
  login: { by: 'iam' },
};

function problemsOf(input: unknown) {
  try {
    parseFields(schema, input);
    return [];
  } catch (error) {
    if (error instanceof InvalidFieldsError) {
      return error.problems.map(({ path, message }) => `${path}: ${message}`);
    }
    throw error;
  }
}

describe('a field that is refused', () => {
  it.each<[object, string]>([
    [{ name: undefined }, 'name: is missing: give a text in quotes'],
    [{ name: 7 }, 'name: give a text in quotes'],
    [{ tables: 'a' }, 'tables: give a list'],
    [{ tables: ['a', null] }, 'tables[1]: give a text in quotes'],
    [{ size: 1.5 }, 'size: give a whole number'],
    [{ kind: 'delete' }, 'kind: use one of "read", "write"'],
    [{ login: { by: 'key' } }, 'login.by: use one of "iam", "user"'],
    [{ own: 7 }, 'own: say it in words'],
    [
      { nmae: 'a' },
      'nmae: is not known here: leave it out, or correct its name',
    ],
  ])('%j says what to do', (change, problem) => {
    expect(problemsOf({ ...good, ...change })).toEqual([problem]);
  });

  it.each([undefined, null, [], 'text'])('is the whole: %j', input => {
    expect(problemsOf(input)[0]).toMatch(/give an object$/);
  });

  it('is none where all is well', () => {
    expect(problemsOf(good)).toEqual([]);
  });
});
