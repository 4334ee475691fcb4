import * as z from 'zod';
import { quantityValue } from '../../fields';

/** An amount of something. */
export const amount = z
  .union([z.string(), z.number()])
  .refine(
    value => !(quantityValue(String(value)) < 0),
    'must not be less than 0',
  );

const amounts = z.record(z.string(), amount).default({});

/** What a container asks for and may use at most. */
export const resources = z
  .looseObject({ requests: amounts, limits: amounts })
  .superRefine(({ requests, limits }, context) =>
    tooMuch(requests, limits).forEach(name =>
      context.addIssue({
        code: 'custom',
        path: ['requests', name],
        message: 'must not be more than the limit',
      }),
    ),
  );

const range = z
  .looseObject({
    type: z.enum(
      ['Container', 'Pod', 'PersistentVolumeClaim'],
      'write Container, Pod or PersistentVolumeClaim',
    ),
    default: amounts,
    defaultRequest: amounts,
  })
  .superRefine(({ default: limits, defaultRequest }, context) =>
    tooMuch(defaultRequest, limits).forEach(name =>
      context.addIssue({
        code: 'custom',
        path: ['defaultRequest', name],
        message: 'must not be more than the default limit',
      }),
    ),
  );

/** Rules of a LimitRange. */
export const limitRangeRules = z.looseObject({
  spec: z.looseObject({ limits: z.array(range).min(1, 'name a limit') }),
});

const COUNTED =
  /^(pods|services(\..+)?|secrets|configmaps|persistentvolumeclaims|replicationcontrollers|resourcequotas|count\/.+)$/;

/** Rules of a ResourceQuota. */
export const resourceQuotaRules = z.looseObject({
  spec: z.looseObject({
    hard: amounts.superRefine((hard, context) =>
      Object.entries(hard)
        .filter(
          ([name, value]) =>
            COUNTED.test(name) &&
            !Number.isInteger(quantityValue(String(value))),
        )
        .forEach(([name]) =>
          context.addIssue({
            code: 'custom',
            path: [name],
            message: 'write a whole number',
          }),
        ),
    ),
  }),
});

type Amounts = Record<string, string | number>;

/** Resources of which more is asked for than may be used. */
function tooMuch(requests: Amounts, limits: Amounts): string[] {
  return Object.entries(requests)
    .filter(
      ([name, asked]) =>
        name in limits &&
        quantityValue(String(asked)) > quantityValue(String(limits[name])),
    )
    .map(([name]) => name);
}
