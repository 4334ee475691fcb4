import * as z from 'zod';
import {
  annotationValue,
  dnsLabel,
  dnsSubdomain,
  labelKey,
  labelValue,
  plainText,
} from '../fields';
import { literalTexts } from '../goTemplate';
import type { TextRules } from '../goTemplate';
import { recordOf } from '../records';
import { serverUrl, webUrl } from './fields';
import { sourceInput } from './source';
import { ignoreDifferencesInput, syncPolicyInput } from './syncPolicy';

const linkName = z
  .string()
  .max(40, 'use at most 40 characters')
  .regex(
    /^[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/,
    'use letters, digits, "-", "_" and "."',
  );

/** What an Application and the template of an ApplicationSet have in common. */
export function applicationFields<Input>(rules: TextRules<Input>) {
  const { text } = rules;
  return z.strictObject({
    name: text(dnsSubdomain),
    project: text(dnsSubdomain),
    labels: recordOf(labelKey, text(labelValue)).optional(),
    annotations: recordOf(labelKey, text(annotationValue)).optional(),
    /** Its place in the order of an app of apps: lower ones first. */
    syncWave: z.int('write a whole number').min(-1_000).max(1_000).optional(),
    /** Deletes the resources with the Application, and waits for them (`foreground`) or not. Without it they stay. */
    finalizer: z.enum(['foreground', 'background']).optional(),
    /** Give one of source and sources. */
    source: sourceInput(rules).optional(),
    sources: z
      .array(sourceInput(rules))
      .min(1, 'give at least one source')
      .max(10, 'use at most 10 sources')
      .optional(),
    destination: z.strictObject({
      /** Give at most one of server and name. Without both it is the organisation's cluster. */
      server: text(serverUrl).optional(),
      name: text(dnsSubdomain).optional(),
      namespace: text(dnsLabel),
    }),
    syncPolicy: syncPolicyInput(rules).optional(),
    ignoreDifferences: ignoreDifferencesInput(rules)
      .max(100, 'use at most 100 entries')
      .optional(),
    /** Number of syncs that can be rolled back to; 10 when left out. */
    revisionHistoryLimit: z.int().min(0).max(100).optional(),
    /** Shown with the Application. */
    info: z
      .array(
        z.strictObject({
          name: text(plainText({ min: 1, max: 100 })),
          value: text(plainText({ max: 1_000 })),
        }),
      )
      .max(20, 'use at most 20 entries')
      .optional(),
    /** Addresses by their titles, shown as links. */
    links: recordOf(linkName, text(webUrl)).optional(),
  });
}
export type CheckedApplication = z.output<
  ReturnType<typeof applicationFields<string>>
>;

/** What {@link application} takes. */
export const applicationInput = applicationFields(literalTexts).extend({
  /** Namespace of the Application itself; Argo CD's when left out. */
  namespace: dnsLabel.optional(),
});
export type ApplicationInput = z.input<typeof applicationInput>;
