/** What is of interest in a line of Rancher's audit log. */
export interface RancherAuditLine {
  auditId?: string;
  requestUri?: string;
  userName?: string;
}

/**
 * Reads a line of Rancher's API audit log. Of a line that is cut off, as log shippers do with long ones, it reads what
 * is still there: half a line is evidence too.
 */
export function readAuditLine(raw: string): RancherAuditLine {
  let line: unknown;
  try {
    line = JSON.parse(raw);
  } catch {
    return {
      auditId: findText(raw, 'auditID'),
      requestUri: findText(raw, 'requestURI'),
    };
  }
  if (!isRecord(line)) {
    return {};
  }
  return {
    auditId: text(line.auditID),
    requestUri: text(line.requestURI),
    userName: isRecord(line.user) ? text(line.user.name) : undefined,
  };
}

/**
 * Whether a request went to this cluster: through Rancher's proxy (`/k8s/clusters/<id>/...`) or to Rancher's own API about
 * it (`/v1` and `/v3` with the id, also before a colon as in `/v3/projects/c-m-abcde:p-x1`, as a segment of the path).
 */
export function concernsCluster(requestUri: string, cluster: string): boolean {
  const segments = requestUri
    .split(/[?#]/, 1)[0]
    .split('/')
    .map(decode)
    .filter(segment => segment !== '');
  if (segments[0] === 'k8s') {
    return segments[1] === 'clusters' && segments[2] === cluster;
  }
  return (
    ['v1', 'v3'].includes(segments[0]) &&
    segments.slice(1).some(segment => segment.split(':', 1)[0] === cluster)
  );
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign: it stands for itself.
    return segment;
  }
}

function findText(raw: string, key: string): string | undefined {
  const literal = new RegExp(`"${key}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*")`).exec(
    raw,
  )?.[1];
  if (literal === undefined) {
    return undefined;
  }
  try {
    return text(JSON.parse(literal));
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
