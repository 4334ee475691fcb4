import { parseFields } from '@cluster-self-service/iam-policy';
import { conflict } from './conflict';
import {
  imageSchema,
  patchSchema,
  type KustomizeImage,
  type KustomizePatch,
} from './kustomizationFields';
import type { EditResult } from './types';
import {
  addYamlItem,
  readYaml,
  removeYamlEntry,
  removeYamlItem,
  setYamlValue,
  upsertYamlItem,
} from './yaml';

/**
 * Adds a file, folder or address to `resources`. `./a.yaml` and `a.yaml` are the same.
 *
 * @param options - `sorted` puts it into the order of characters when the list is in it
 * @throws ConflictError when the deprecated `bases` lists it: kustomize refuses what comes in twice
 */
export function addResource(
  text: string,
  resource: string,
  options: { sorted?: boolean } = {},
): EditResult {
  return addPath(text, 'resources', resource, ['bases'], options.sorted);
}

/** Removes what {@link addResource} adds; an emptied `resources` goes too. */
export function removeResource(text: string, resource: string): EditResult {
  return removePath(text, 'resources', resource);
}

/** Adds a folder to `components`. */
export function addComponent(text: string, component: string): EditResult {
  return addPath(text, 'components', component, []);
}

/** Removes what {@link addComponent} adds. */
export function removeComponent(text: string, component: string): EditResult {
  return removePath(text, 'components', component);
}

/** Sets `namespace`, which kustomize gives to every object. */
export function setNamespace(text: string, namespace: string): EditResult {
  checkKind(text);
  return setYamlValue(text, ['namespace'], namespace);
}

/**
 * Sets an image's new name, and its tag or digest. A tag takes a digest away and the other way round, as `kustomize edit set image`
 * does; what is not given stays.
 *
 * @throws InvalidFieldsError for an image with both or with nothing new
 */
export function setImage(text: string, image: KustomizeImage): EditResult {
  const wanted = parseFields(imageSchema, image);
  checkKind(text);
  const replaced = [
    ...(wanted.newTag ? ['digest'] : []),
    ...(wanted.digest ? ['newTag'] : []),
  ];
  return upsertYamlItem(text, ['images'], 'name', defined(wanted), {
    create: true,
    others: 'keep',
    without: replaced,
  });
}

/** Removes an image's entry. */
export function removeImage(text: string, name: string): EditResult {
  return removeYamlEntry(text, ['images'], 'name', name, {
    whenEmpty: 'remove',
  });
}

/**
 * Adds a patch to `patches`.
 *
 * @throws ConflictError when one of the deprecated lists has the same file: it would be applied twice
 */
export function addPatch(text: string, patch: KustomizePatch): EditResult {
  const wanted = parseFields(patchSchema, patch);
  checkKind(text);
  if (wanted.path !== undefined) {
    refuseListed(text, wanted.path, [
      'patchesStrategicMerge',
      'patchesJson6902',
    ]);
  }
  return addYamlItem(text, ['patches'], defined(wanted), { create: true });
}

/** Removes a patch that is equal in every field. */
export function removePatch(text: string, patch: KustomizePatch): EditResult {
  const wanted = parseFields(patchSchema, patch);
  return removeYamlItem(text, ['patches'], defined(wanted), {
    whenEmpty: 'remove',
  });
}

function addPath(
  text: string,
  field: string,
  path: string,
  deprecated: string[],
  sorted = false,
): EditResult {
  checkKind(text);
  refuseListed(text, path, deprecated);
  return listed(text, field, path) === undefined
    ? addYamlItem(text, [field], path, { create: true, sorted })
    : { text, changed: false };
}

function removePath(text: string, field: string, path: string): EditResult {
  const there = listed(text, field, path);
  return there === undefined
    ? { text, changed: false }
    : removeYamlItem(text, [field], there, { whenEmpty: 'remove' });
}

/** The path as the list writes it. */
function listed(text: string, field: string, path: string): string | undefined {
  const items: unknown = readYaml(text, [field]);
  const paths = Array.isArray(items)
    ? items.map((item: unknown) =>
        typeof item === 'object' && item !== null && 'path' in item
          ? item.path
          : item,
      )
    : [];
  return paths.find(
    (item): item is string =>
      typeof item === 'string' && normal(item) === normal(path),
  );
}

function normal(path: string): string {
  return path.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
}

function refuseListed(text: string, path: string, deprecated: string[]): void {
  const field = deprecated.find(name => listed(text, name, path) !== undefined);
  if (field) {
    throw conflict(
      text,
      Math.max(0, text.search(new RegExp(`^["']?${field}\\b`, 'm'))),
      `${JSON.stringify(path)} is in the deprecated "${field}"`,
      'run "kustomize edit fix" first',
    );
  }
}

/** https://github.com/kubernetes-sigs/kustomize/blob/master/api/types/kustomization.go: both may be left out. */
function checkKind(text: string): void {
  const kind = readYaml(text, []);
  const found: unknown =
    typeof kind === 'object' && kind !== null && 'kind' in kind
      ? kind.kind
      : undefined;
  if (
    found !== undefined &&
    found !== 'Kustomization' &&
    found !== 'Component'
  ) {
    throw conflict(
      text,
      Math.max(0, text.search(/^["']?kind\b/m)),
      `a Kustomization was wanted, found kind ${JSON.stringify(found)}`,
      'give a kustomization.yaml',
    );
  }
}

function defined<Value>(
  fields: Record<string, Value | undefined>,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    ),
  );
}
