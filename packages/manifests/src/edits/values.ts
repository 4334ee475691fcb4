import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import type { EditResult, EditValue } from './types';
import { removeYamlKey, setYamlValue, type PathPart } from './yaml';

/**
 * Sets a value of a Helm values file, with the mappings on the way.
 *
 * @param path - as parts, or as `helm --set` writes it: `ingress.hosts[0].host`, with `\.` for a dot in a key
 * @throws ConflictError as `setYamlValue`
 */
export function setHelmValue(
  text: string,
  path: string | PathPart[],
  value: EditValue,
  options: { expect?: EditValue } = {},
): EditResult {
  return setYamlValue(text, helmPath(path), value, {
    ...options,
    create: true,
  });
}

/** Removes a value, and the mappings that are empty without it: the chart's own default counts again. */
export function removeHelmValue(
  text: string,
  path: string | PathPart[],
): EditResult {
  return removeYamlKey(text, helmPath(path), { whenEmpty: 'remove' });
}

/** https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set */
function helmPath(path: string | PathPart[]): PathPart[] {
  if (typeof path !== 'string') {
    return path;
  }
  const parts: PathPart[] = [];
  const part = /((?:\\.|[^\\.[\]])+)((?:\[\d+\])*)(\.(?=.)|$)/y;
  while (part.lastIndex < path.length) {
    const found = part.exec(path);
    if (!found) {
      throw new InvalidFieldsError([
        {
          path: 'path',
          message: 'write it as a.b[0].c, with "\\." for a dot in a key',
        },
      ]);
    }
    const [, key, indexes] = found;
    parts.push(key.replace(/\\(.)/g, '$1'));
    for (const [, index] of indexes.matchAll(/\[(\d+)\]/g)) {
      parts.push(Number(index));
    }
  }
  return parts;
}
