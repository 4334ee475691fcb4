import * as z from 'zod';
import { fieldPath, InvalidFieldsError, parseFields } from '../fields';
import { readJson } from './json';
import type { PolicyDocument } from './types';

const text = z.string('must be a text in quotes');

const list = z.union(
  [
    text.transform(one => [one]),
    z.array(text).min(1, 'must name at least one'),
  ],
  'must be a text or a list of texts, with at least one',
);

const conditionValue = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String);

const conditionValues = z.union(
  [
    conditionValue.transform(one => [one]),
    z.array(conditionValue).min(1, 'must name at least one'),
  ],
  'must be a value or a list of values, with at least one',
);

const principals = z.union(
  [
    z.literal('*'),
    z
      .strictObject({
        AWS: list.optional(),
        Service: list.optional(),
        Federated: list.optional(),
        CanonicalUser: list.optional(),
      })
      .refine(kinds => Object.keys(kinds).length > 0, 'must name someone'),
  ],
  'must be "*" or an object with AWS, Service, Federated or CanonicalUser, each with at least one',
);

const statement = z
  .strictObject({
    Sid: text.optional(),
    Effect: z.enum(['Allow', 'Deny'], 'must be "Allow" or "Deny"'),
    Principal: principals.optional(),
    NotPrincipal: principals.optional(),
    Action: list.optional(),
    NotAction: list.optional(),
    Resource: list.optional(),
    NotResource: list.optional(),
    Condition: z
      .record(z.string(), z.record(z.string(), conditionValues))
      .optional(),
  })
  .superRefine((parts, context) => {
    const refuse = (message: string) =>
      context.addIssue({ code: 'custom', message });
    if (!parts.Action && !parts.NotAction) {
      refuse('needs Action or NotAction');
    }
    if (parts.Action && parts.NotAction) {
      refuse('must not have both Action and NotAction');
    }
    if (parts.Resource && parts.NotResource) {
      refuse('must not have both Resource and NotResource');
    }
    if (parts.Principal && parts.NotPrincipal) {
      refuse('must not have both Principal and NotPrincipal');
    }
  });

const policy = z.strictObject({
  // Where a policy does not say, IAM reads it as the older language.
  Version: z
    .enum(['2012-10-17', '2008-10-17'], 'must be "2012-10-17" or "2008-10-17"')
    .default('2008-10-17'),
  Id: text.optional(),
  Statement: z.preprocess(
    given => (Array.isArray(given) ? given : [given ?? []].flat()),
    z.array(statement).min(1, 'must hold at least one statement'),
  ),
});

/**
 * Reads a policy from its JSON text. Where it writes one value, the document has a list of one.
 *
 * @throws InvalidFieldsError naming each place that IAM's grammar does not allow: broken JSON, a key twice, an unknown element
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(json: string): PolicyDocument {
  const { root, mistakes } = readJson(json);
  if (!root || mistakes.length > 0) {
    throw new InvalidFieldsError(
      mistakes.map(({ message, start, path }) => ({
        path: fieldPath(path),
        message: `${message} (line ${lineOf(json, start)})`,
      })),
    );
  }
  return readPolicy(JSON.parse(json));
}

/** As {@link parsePolicy}, from data that is parsed already. */
export function readPolicy(value: unknown): PolicyDocument {
  refusePrototypes(value, []);
  return parseFields(policy, value);
}

/** `__proto__` would get lost on the way, and a condition with it. */
function refusePrototypes(value: unknown, path: PropertyKey[]): void {
  if (typeof value !== 'object' || value === null || path.length > 8) {
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === '__proto__') {
      throw new InvalidFieldsError([
        { path: fieldPath(here), message: 'is no element of a policy' },
      ]);
    }
    refusePrototypes(inner, here);
  }
}

function lineOf(json: string, offset: number): number {
  return json.slice(0, offset).split('\n').length;
}
