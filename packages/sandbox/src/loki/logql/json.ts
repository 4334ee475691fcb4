/**
 * Labels that Loki's `| json` takes from a line: nested keys joined with `_`, every character that a label may not have
 * turned into `_`, arrays and nulls left out. A label that the stream has already gets `_extracted` behind its name.
 * A line that is no JSON object gets the label `__error__`.
 */
export function extractJsonLabels(
  line: string,
  streamLabels: Readonly<Record<string, string>>,
): Record<string, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return jsonError('Malformed JSON error');
  }
  if (!isObject(parsed)) {
    return jsonError(
      "Value looks like object, but can't find closing '}' symbol",
    );
  }
  const labels: Record<string, string> = {};
  collect(parsed, '', streamLabels, labels);
  return labels;
}

function collect(
  object: Record<string, unknown>,
  prefix: string,
  streamLabels: Readonly<Record<string, string>>,
  labels: Record<string, string>,
): void {
  for (const [key, value] of Object.entries(object)) {
    const path =
      prefix === ''
        ? sanitize(key)
        : `${prefix}_${key.replace(/[^A-Za-z0-9_]/g, '_')}`;
    if (isObject(value)) {
      collect(value, path, streamLabels, labels);
    } else if (
      typeof value === 'string' ||
      typeof value === 'number' ||
      typeof value === 'boolean'
    ) {
      const name = path in streamLabels ? `${path}_extracted` : path;
      // Loki gives up on a value with the replacement character in it.
      labels[name] = String(value).includes('\ufffd') ? '' : String(value);
    }
  }
}

function sanitize(key: string): string {
  const name = key.trim().replace(/[^A-Za-z0-9_]/g, '_');
  return /^[0-9]/.test(name) ? `_${name}` : name;
}

function jsonError(details: string): Record<string, string> {
  return { __error__: 'JSONParserErr', __error_details__: details };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
