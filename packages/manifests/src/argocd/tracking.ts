import { parseFields } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { dnsLabel, dnsSubdomain } from '../fields';
import type { KubernetesObject } from '../kubernetes';
import { group, kind } from './fields';

const tracker = {
  /** Name of the Application. */
  app: dnsSubdomain,
  /** Namespace of the Application where it is not Argo CD's own. */
  appNamespace: dnsLabel.optional(),
};

/** What {@link trackingId} takes. */
export const trackingIdInput = z.strictObject({
  ...tracker,
  group,
  kind,
  namespace: dnsLabel,
  name: dnsSubdomain,
});
export type TrackingIdInput = z.input<typeof trackingIdInput>;

/**
 * Value of `argocd.argoproj.io/tracking-id`, by which an object belongs to the tree of an Application:
 * `<app>:<group>/<kind>:<namespace>/<name>`.
 *
 * @throws InvalidFieldsError naming every field that is wrong
 * @see https://github.com/argoproj/argo-cd/blob/master/util/argo/resource_tracking.go
 */
export function trackingId(input: TrackingIdInput): string {
  const { app, appNamespace, ...object } = parseFields(trackingIdInput, input);
  const instance = appNamespace ? `${appNamespace}_${app}` : app;
  return `${instance}:${object.group}/${object.kind}:${object.namespace}/${object.name}`;
}

/**
 * An object that is not in the Git repository of an Application, as a member of its tree all the same: the Terminal of its pods can
 * be opened, the Application stays Synced, and pruning leaves the object alone.
 *
 * Argo CD still shows it as one that requires pruning, and a tracking method other than annotations does not see it.
 *
 * @throws InvalidFieldsError naming every field that is wrong
 * @see https://github.com/argoproj/argo-cd/issues/17188
 */
export function trackedBy(
  owner: { app: string; appNamespace?: string },
  object: KubernetesObject,
): KubernetesObject {
  const { metadata, apiVersion } = object;
  const annotations = metadata.annotations ?? {};
  return {
    ...object,
    metadata: {
      ...metadata,
      annotations: {
        ...annotations,
        'argocd.argoproj.io/tracking-id': trackingId({
          ...owner,
          group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
          kind: object.kind,
          namespace: metadata.namespace ?? '',
          name: metadata.name,
        }),
        ...withOption(
          annotations,
          'argocd.argoproj.io/compare-options',
          'IgnoreExtraneous',
        ),
        ...withOption(
          annotations,
          'argocd.argoproj.io/sync-options',
          'Prune=false',
        ),
      },
    },
  };
}

/** Options are a list with commas; one of the same name is replaced. */
function withOption(
  annotations: Record<string, string>,
  key: string,
  option: string,
): Record<string, string> {
  const [name] = option.split('=');
  const others = (annotations[key] ?? '')
    .split(',')
    .map(other => other.trim())
    .filter(other => other !== '' && other.split('=')[0] !== name);
  return { [key]: [...others, option].join(',') };
}
