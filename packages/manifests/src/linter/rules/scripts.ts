import { isScalar, Scalar } from 'yaml';
import type { Manifest, YamlPath } from '../manifest';
import { remarkOnScript } from '../shell';
import type { Remark } from '../source';
import type { ManifestRule } from './rule';

/** The scripts of containers. */
export const containerScripts: ManifestRule = manifest =>
  manifest.containers.flatMap(container =>
    ['command', 'args'].flatMap(field =>
      manifest
        .items([...container, field])
        .flatMap(path => remarkOnWord(manifest, path)),
    ),
  );

/**
 * A script in a block is read where it stands: offsets stay those of the file. Any other text may stand there in another way than
 * it is meant, with quotes and escapes, so a correction takes the place of all of it.
 */
function remarkOnWord(manifest: Manifest, path: YamlPath): Remark[] {
  const node = manifest.node(path);
  if (!isScalar(node) || typeof node.value !== 'string') {
    return [];
  }
  const range = manifest.range(path);
  const { value } = node;
  if (node.type === Scalar.BLOCK_LITERAL) {
    return remarkOnScript(manifest.text.slice(range.start, range.end)).map(
      remark => ({
        ...remark,
        path,
        range: shifted(remark.range, range.start),
        correction: {
          ...remark.correction,
          ...shifted(remark.correction, range.start),
        },
      }),
    );
  }
  return remarkOnScript(value).map(remark => {
    const { start, end, text } = remark.correction;
    return {
      ...remark,
      path,
      range,
      correction: {
        ...range,
        text: JSON.stringify(value.slice(0, start) + text + value.slice(end)),
      },
    };
  });
}

function shifted({ start, end }: { start: number; end: number }, by: number) {
  return { start: start + by, end: end + by };
}
