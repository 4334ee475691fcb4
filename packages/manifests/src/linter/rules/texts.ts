import { isScalar, Scalar } from 'yaml';
import type { Manifest, YamlPath } from '../manifest';
import type { Range, Remark } from '../source';

/**
 * What is said of the text at a path. A text in a block is read where it stands: offsets stay those of the file. Any other may stand
 * there in another way than it is meant, with quotes and escapes, so a correction takes the place of all of it.
 */
export function remarkOnText(
  manifest: Manifest,
  path: YamlPath,
  remarksOf: (text: string) => Remark[],
): Remark[] {
  const node = manifest.node(path);
  if (!isScalar(node) || typeof node.value !== 'string') {
    return [];
  }
  const range = manifest.range(path);
  const { value } = node;
  if (node.type === Scalar.BLOCK_LITERAL) {
    return remarksOf(manifest.text.slice(range.start, range.end)).map(
      ({ correction, ...remark }) => ({
        ...remark,
        path,
        range: shifted(remark.range, range.start),
        correction: { ...correction, ...shifted(correction, range.start) },
      }),
    );
  }
  return remarksOf(value).map(remark => {
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

function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
