import type { FieldProblem } from '@cluster-self-service/iam-policy';
import type { CheckedSource } from './source';

/** A source, and the field it is in. */
export interface PlacedSource {
  source: CheckedSource;
  path: string;
}

/**
 * What sources say against themselves or each other.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/multiple_sources/
 */
export function checkSources(sources: PlacedSource[]): FieldProblem[] {
  const refs = sources.flatMap(({ source }) => source.ref ?? []);
  return sources.flatMap(({ source, path }, index) => [
    ...checkSource(source, path),
    ...checkValueFiles(source, path, refs),
    ...(source.ref && refs.indexOf(source.ref) < refsBefore(sources, index)
      ? [{ path: `${path}.ref`, message: 'is the name of another source' }]
      : []),
  ]);
}

function refsBefore(sources: PlacedSource[], index: number): number {
  return sources.slice(0, index).filter(({ source }) => source.ref).length;
}

function checkSource(source: CheckedSource, path: string): FieldProblem[] {
  const { chart, ref, targetRevision, helm, kustomize, directory } = source;
  const problems: FieldProblem[] = [];
  const report = (field: string, message: string) =>
    problems.push({ path: `${path}.${field}`, message });
  if (ref && chart) {
    report('chart', 'must not stand beside ref: files are taken from Git only');
  } else if (chart && source.path) {
    report('path', 'must not stand beside chart');
  } else if (!chart && !source.path && !ref) {
    report('path', 'give path, chart, or ref');
  }
  if (chart && !targetRevision) {
    report('targetRevision', 'give the version of the chart');
  }
  if (chart && (kustomize || directory)) {
    report(kustomize ? 'kustomize' : 'directory', 'means nothing to a chart');
  }
  const renderers = [helm, kustomize, directory].filter(Boolean);
  if (renderers.length > 1) {
    report(
      kustomize ? 'kustomize' : 'directory',
      'give one of helm, kustomize and directory: they do not work together',
    );
  }
  if (ref && !chart && !source.path && renderers.length > 0) {
    report(
      'ref',
      'renders nothing: leave out helm, kustomize and directory, or give path',
    );
  }
  return problems;
}

function checkValueFiles(
  { helm }: CheckedSource,
  path: string,
  refs: string[],
): FieldProblem[] {
  return (helm?.valueFiles ?? []).flatMap((file, index) => {
    const [, ref] = /^\$([\w-]+)\//.exec(file) ?? [];
    return ref !== undefined && !refs.includes(ref)
      ? [
          {
            path: `${path}.helm.valueFiles[${index}]`,
            message: `no source has the ref "${ref}": give it to one in sources`,
          },
        ]
      : [];
  });
}

/** What Argo CD takes without complaint and does otherwise than one may think. */
export function sourceWarnings(sources: PlacedSource[]): FieldProblem[] {
  const used = sources.flatMap(({ source }) =>
    (source.helm?.valueFiles ?? []).map(file => file.split('/')[0]),
  );
  return sources.flatMap(({ source, path }) => {
    const { ref } = source;
    if (!ref) {
      return [];
    }
    return [
      ...(source.path
        ? [
            {
              path: `${path}.path`,
              message: `is rendered and deployed too; "$${ref}" stands for the root of the repository all the same. Leave it out if only files are wanted`,
            },
          ]
        : []),
      ...(used.includes(`$${ref}`)
        ? []
        : [{ path: `${path}.ref`, message: 'is not used by any valueFiles' }]),
    ];
  });
}
