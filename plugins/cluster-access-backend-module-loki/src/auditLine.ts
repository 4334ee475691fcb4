import { isRecord } from './records';

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

/** Roots of Rancher's own API; the last two are the management cluster's (rancher/steve, `pkg/server/router`). */
const MANAGEMENT_ROOTS = ['v1', 'v3', 'api', 'apis'];

/**
 * Whether a request went to this cluster: through Rancher's proxy (`/k8s/clusters/<id>/...`), or to Rancher or its management
 * cluster (`local`) about it, with the id as a segment of the path: as a name or a namespace, also before a colon as in
 * `/v3/projects/c-m-abcde:p-x1`.
 */
export function concernsCluster(requestUri: string, cluster: string): boolean {
  const segments = requestUri
    .split(/[?#]/, 1)[0]
    .split('/')
    .map(decode)
    .filter(segment => segment !== '');
  if (segments[0] === 'k8s') {
    const [, clusters, id, ...rest] = segments;
    return (
      clusters === 'clusters' &&
      (id === cluster || (id === 'local' && names(rest, cluster)))
    );
  }
  return (
    MANAGEMENT_ROOTS.includes(segments[0]) && names(segments.slice(1), cluster)
  );
}

function names(segments: string[], cluster: string): boolean {
  return segments.some(segment => segment.split(':', 1)[0] === cluster);
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
    // Cut off within an escape.
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
