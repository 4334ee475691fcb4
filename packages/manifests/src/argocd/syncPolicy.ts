import * as z from 'zod';
import {
  annotationValue,
  dnsSubdomain,
  duration,
  labelKey,
  labelValue,
  plainText,
} from '../fields';
import type { TextRules } from '../goTemplate';
import { recordOf } from '../records';
import { group, kind } from './fields';

const switches = [
  'ApplyOutOfSyncOnly',
  'ClientSideApplyMigration',
  'CreateNamespace',
  'Delete',
  'FailOnSharedResource',
  'Force',
  'Prune',
  'PruneLast',
  'Replace',
  'RespectIgnoreDifferences',
  'ServerSideApply',
  'SkipDryRunOnMissingResource',
  'Validate',
] as const;

/** @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/ */
const syncOption = z.templateLiteral(
  [z.enum(switches), '=', z.enum(['true', 'false'])],
  {
    error:
      'write an option of Argo CD such as CreateNamespace=true or ServerSideApply=true',
  },
);

const propagation = z.enum([
  'PrunePropagationPolicy=background',
  'PrunePropagationPolicy=foreground',
  'PrunePropagationPolicy=orphan',
]);

/** When and how an Application is synced. */
export function syncPolicyInput<Input>({ text }: TextRules<Input>) {
  return z
    .strictObject({
      /** Without it somebody has to press Sync. */
      automated: z
        .strictObject({
          /** Deletes what is no longer in Git. */
          prune: z.boolean().default(false),
          /** Takes back changes made in the cluster. */
          selfHeal: z.boolean().default(false),
          /** Prunes even when nothing at all is left in Git. */
          allowEmpty: z.boolean().optional(),
        })
        .optional(),
      syncOptions: z
        .array(z.union([syncOption, propagation]))
        .max(20, 'use at most 20 options')
        .optional(),
      managedNamespaceMetadata: z
        .strictObject({
          labels: recordOf(labelKey, text(labelValue)).optional(),
          annotations: recordOf(labelKey, text(annotationValue)).optional(),
        })
        .optional(),
      retry: z
        .strictObject({
          /** Number of attempts; -1 for no end. */
          limit: z.int().min(-1, 'write a number of attempts, or -1').max(100),
          backoff: z
            .strictObject({
              duration: duration.default('5s'),
              factor: z.int().min(1).max(10).default(2),
              maxDuration: duration.default('3m'),
            })
            .optional(),
        })
        .optional(),
    })
    .superRefine(({ syncOptions = [], managedNamespaceMetadata }, context) => {
      syncOptions.forEach((option, index) => {
        const [name] = option.split('=');
        if (
          syncOptions.findIndex(other => other.startsWith(`${name}=`)) < index
        ) {
          context.addIssue({
            code: 'custom',
            path: ['syncOptions', index],
            message: `${name} is there already`,
          });
        }
      });
      if (
        syncOptions.includes('Replace=true') &&
        syncOptions.includes('ServerSideApply=true')
      ) {
        context.addIssue({
          code: 'custom',
          path: ['syncOptions'],
          message: 'Replace=true switches ServerSideApply=true off: give one',
        });
      }
      if (
        managedNamespaceMetadata &&
        !syncOptions.includes('CreateNamespace=true')
      ) {
        context.addIssue({
          code: 'custom',
          path: ['managedNamespaceMetadata'],
          message: 'is used with CreateNamespace=true only',
        });
      }
    });
}

const pointer = plainText({ min: 1, max: 500 }).startsWith('/', {
  error: 'write a JSON pointer such as /spec/replicas',
});

/** Differences that are no drift. */
export function ignoreDifferencesInput<Input>({ text }: TextRules<Input>) {
  const list = (item: z.ZodType<string, string>) =>
    z.array(text(item)).min(1, 'must not be empty').optional();
  const line = plainText({ min: 1, max: 500 });
  return z.array(
    z
      .strictObject({
        group: group.default(''),
        kind,
        name: dnsSubdomain.optional(),
        namespace: dnsSubdomain.optional(),
        /** RFC 6901: `/spec/replicas`. */
        jsonPointers: list(pointer),
        jqPathExpressions: list(line),
        managedFieldsManagers: list(line),
      })
      .refine(
        ({ jsonPointers, jqPathExpressions, managedFieldsManagers }) =>
          jsonPointers ?? jqPathExpressions ?? managedFieldsManagers,
        {
          path: ['jsonPointers'],
          message:
            'give jsonPointers, jqPathExpressions, or managedFieldsManagers',
        },
      ),
  );
}
