import * as z from 'zod';
import { dnsSubdomain, plainText, repositoryPath } from '../fields';
import type { JsonObject } from '../records';
import { jsonObject } from '../records';
import { printYaml } from '../yaml';

const name = z
  .string()
  .max(253, 'use at most 253 characters')
  .regex(
    /^[\w.*|()[\]+?^$-]+$/,
    'write a name, or a regular expression for it',
  );

const groupVersionKind = {
  group: z
    .string()
    .regex(/^[a-z0-9.-]*$/, 'write an API group such as apps')
    .optional(),
  version: z
    .string()
    .regex(/^[a-z0-9]+$/, 'write a version such as v1')
    .optional(),
};

const kind = z
  .string()
  .max(63, 'use at most 63 characters')
  .regex(/^[A-Za-z][A-Za-z0-9]*$/, 'write a kind such as Deployment');

/** Selectors of objects: `app in (a, b),!canary`. */
const selector = z
  .string()
  .max(1_000, 'use at most 1,000 characters')
  .regex(/^[\w.\/,=!() -]+$/, 'write a selector such as app=web');

/** Which objects a patch is for; name and namespace are regular expressions. */
export const patchTarget = z.strictObject({
  ...groupVersionKind,
  kind: kind.optional(),
  name: name.optional(),
  namespace: name.optional(),
  labelSelector: selector.optional(),
  annotationSelector: selector.optional(),
});

/** Which object a replacement reads from or writes to. */
export const objectReference = z.strictObject({
  ...groupVersionKind,
  kind,
  name: dnsSubdomain.optional(),
  namespace: dnsSubdomain.optional(),
});

const pointer = plainText({ min: 1, max: 1_000 }).startsWith('/', {
  error: 'write a JSON pointer such as /spec/replicas',
});

/** One step of RFC 6902. */
const operation = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.enum(['add', 'replace', 'test']),
    path: pointer,
    value: z.custom<JsonObject[string]>(
      value => jsonObject.safeParse({ value }).success,
      'give text, number, boolean, null, list or map',
    ),
  }),
  z.strictObject({ op: z.literal('remove'), path: pointer }),
  z.strictObject({
    op: z.enum(['move', 'copy']),
    from: pointer,
    path: pointer,
  }),
]);

/** A patch: a file, a partial object, or steps of RFC 6902. */
export const patch = z
  .strictObject({
    path: repositoryPath.optional(),
    /** Fields to merge; with target, its apiVersion, kind and name may be anything. */
    merge: jsonObject.optional(),
    /** Steps; they need a target. */
    json6902: z
      .array(operation)
      .min(1, 'give at least one step')
      .max(200, 'use at most 200 steps')
      .optional(),
    target: patchTarget.optional(),
  })
  .superRefine(({ path, merge, json6902, target }, context) => {
    const given = [path, merge, json6902].filter(one => one !== undefined);
    if (given.length !== 1) {
      context.addIssue({
        code: 'custom',
        path: ['path'],
        message: 'give one of path, merge and json6902',
      });
    }
    if (json6902 && !target) {
      context.addIssue({
        code: 'custom',
        path: ['target'],
        message: 'say which objects the steps are for',
      });
    }
    if (merge && !isPartialObject(merge)) {
      context.addIssue({
        code: 'custom',
        path: ['merge'],
        message: 'must have apiVersion, kind and metadata.name',
      });
    }
  });

const partialObject = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({ name: z.string().min(1) }),
});

function isPartialObject(merge: JsonObject): boolean {
  return partialObject.safeParse(merge).success;
}

/** The patch as kustomization.yaml has it: what is inline is a text of YAML. */
export function patchOf(one: z.output<typeof patch>) {
  const { path, merge, json6902, target } = one;
  return {
    ...(path !== undefined
      ? { path }
      : { patch: printYaml(merge ?? json6902) }),
    ...(target && { target }),
  };
}
