import { openYaml } from './file';
import { checkPath, type YamlOptions } from './options';
import { nodeAt, walk, type PathPart } from './walk';

/**
 * The data at a path, as a YAML 1.1 reader takes it. Undefined when there is nothing.
 *
 * @throws ConflictError when the file is no YAML, or the path passes an alias or something of another type
 */
export function readYaml(
  text: string,
  path: PathPart[],
  options: YamlOptions = {},
): unknown {
  const file = openYaml(text, options.document);
  const found = walk(file, checkPath(path, true));
  return found.missing.length > 0
    ? undefined
    : nodeAt(file, found)?.toJS(file.document);
}
