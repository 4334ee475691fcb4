import {
  InvalidFieldsError,
  parseFields,
} from '@cluster-self-service/iam-policy';
import type { FieldProblem } from '@cluster-self-service/iam-policy';
import type { KubernetesObject } from '../kubernetes';
import type { Organisation } from '../organisation';
import type { ApplicationInput, CheckedApplication } from './applicationInput';
import { applicationInput } from './applicationInput';
import type { PlacedSource } from './checkSources';
import { checkSources, sourceWarnings } from './checkSources';
import { sourceOf } from './source';

const FINALIZERS = {
  foreground: 'resources-finalizer.argocd.argoproj.io',
  background: 'resources-finalizer.argocd.argoproj.io/background',
};

/**
 * An Application of Argo CD.
 *
 * @throws InvalidFieldsError naming every field that is wrong
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/
 */
export function application(
  input: ApplicationInput,
  organisation: Organisation,
): KubernetesObject[] {
  const app = parseFields(applicationInput, input);
  const problems = checkApplication(app);
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
  return [
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: app.name,
        namespace: app.namespace ?? organisation.argocd.namespace,
        ...applicationMetadata(app),
      },
      spec: applicationSpec(app, organisation),
    },
  ];
}

/**
 * What Argo CD takes without complaint and does otherwise than one may think, by field.
 *
 * @throws InvalidFieldsError naming every field that is wrong
 */
export function applicationWarnings(input: ApplicationInput): FieldProblem[] {
  return sourceWarnings(placedSources(parseFields(applicationInput, input)));
}

/** What fields say against each other. */
export function checkApplication(app: CheckedApplication): FieldProblem[] {
  const problems = checkSources(placedSources(app));
  if (app.source && app.sources) {
    problems.push({
      path: 'source',
      message: 'is ignored beside sources: give one of them',
    });
  }
  if (!app.source && !app.sources) {
    problems.push({ path: 'source', message: 'give source or sources' });
  }
  if (app.destination.server && app.destination.name) {
    problems.push({
      path: 'destination.name',
      message: 'must not stand beside server: give one of them',
    });
  }
  return problems;
}

/** Each source, with its field. */
export function placedSources({
  source,
  sources = [],
}: CheckedApplication): PlacedSource[] {
  return [
    ...(source ? [{ source, path: 'source' }] : []),
    ...sources.map((one, index) => ({
      source: one,
      path: `sources[${index}]`,
    })),
  ];
}

/** Labels, annotations and finalizers. */
export function applicationMetadata(app: CheckedApplication) {
  const annotations = {
    ...app.annotations,
    ...(app.syncWave !== undefined && {
      'argocd.argoproj.io/sync-wave': String(app.syncWave),
    }),
    ...Object.fromEntries(
      Object.entries(app.links ?? {}).map(([title, url]) => [
        `link.argocd.argoproj.io/${title}`,
        url,
      ]),
    ),
  };
  return {
    ...(app.labels && { labels: app.labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
    ...(app.finalizer && { finalizers: [FINALIZERS[app.finalizer]] }),
  };
}

/** The spec, from values that have been checked. */
export function applicationSpec(
  app: CheckedApplication,
  organisation: Organisation,
) {
  const { destination, syncPolicy, ignoreDifferences, info } = app;
  const { destinationServer } = organisation.argocd;
  return {
    project: app.project,
    ...(app.source && { source: sourceOf(app.source) }),
    ...(app.sources && { sources: app.sources.map(sourceOf) }),
    destination: destination.name
      ? { name: destination.name, namespace: destination.namespace }
      : {
          server: destination.server ?? destinationServer,
          namespace: destination.namespace,
        },
    ...(syncPolicy && { syncPolicy }),
    ...(ignoreDifferences && { ignoreDifferences }),
    ...(app.revisionHistoryLimit !== undefined && {
      revisionHistoryLimit: app.revisionHistoryLimit,
    }),
    ...(info && { info }),
  };
}
