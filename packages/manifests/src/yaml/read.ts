import {
  type Document,
  LineCounter,
  parseAllDocuments,
  type ScalarTag,
} from 'yaml';

const TIMESTAMP = 'tag:yaml.org,2002:timestamp';

/** `0o644`, as YAML 1.2 writes it: kubectl reads both. */
const octal: ScalarTag = {
  default: true,
  tag: 'tag:yaml.org,2002:int',
  test: /^[-+]?0o[0-7_]+$/,
  resolve: text => parseInt(text.replace('0o', '').replaceAll('_', ''), 8),
};

/**
 * Reads a file of manifests as kubectl does: `yes` and `y` are true and `0644` is 420, as in YAML 1.1, but dates and `1:20` stay
 * texts. Errors say their line.
 *
 * @see https://pkg.go.dev/sigs.k8s.io/yaml
 */
export function parseManifests(text: string): Document.Parsed[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    version: '1.1',
    uniqueKeys: true,
    // What stands around an error is not shown, and takes long to find where there are many.
    prettyErrors: false,
    customTags: tags => [
      ...tags.filter(
        tag =>
          typeof tag === 'string' ||
          (tag.tag !== TIMESTAMP &&
            !('format' in tag && tag.format === 'TIME')),
      ),
      octal,
    ],
  });
  for (const error of [...documents].flatMap(({ errors }) => errors)) {
    const { line } = lines.linePos(error.pos[0]);
    error.message = `line ${line}: ${error.message}`;
  }
  // An empty text has an empty list, to which `yaml` adds a field.
  return [...documents];
}
