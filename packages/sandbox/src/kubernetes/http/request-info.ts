/** What a request is about, read off its method and path. (apiserver `endpoints/request.RequestInfo`) */
export interface RequestInfo {
  path: string;
  query: URLSearchParams;
  verb: string;
  /** Absent: no path of a resource. */
  resource?: {
    group: string;
    version: string;
    resource: string;
    subresource?: string;
    namespace?: string;
    name?: string;
  };
}

const VERBS: Record<string, string> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** Subresources of a namespace itself, where other resources' names could stand. */
const NAMESPACE_SUBRESOURCES = ['status', 'finalize'];

function parseResource(path: string): RequestInfo['resource'] {
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const prefix = parts.shift();
  const group = prefix === 'apis' ? parts.shift() : '';
  const version = parts.shift();
  if (
    (prefix !== 'api' && prefix !== 'apis') ||
    group === undefined ||
    !version ||
    parts.length === 0
  ) {
    return undefined;
  }
  const scoped =
    parts[0] === 'namespaces' &&
    parts.length > 2 &&
    !NAMESPACE_SUBRESOURCES.includes(parts[2]);
  const namespace = scoped ? parts[1] : undefined;
  const [resource, name, subresource] = scoped ? parts.slice(2) : parts;
  const own = group === '' && resource === 'namespaces' ? name : undefined;
  return {
    group,
    version,
    resource,
    subresource,
    namespace: namespace ?? own,
    name,
  };
}

export function isTrue(value: string | null): boolean {
  return value === 'true' || value === '1';
}

/** `metadata.name=x` in a list's or watch's field selector makes the request one about `x`, as RBAC sees it. */
function selectedName(query: URLSearchParams): string | undefined {
  return /(?:^|,)metadata\.name==?([^,]+)/.exec(
    query.get('fieldSelector') ?? '',
  )?.[1];
}

/** @throws URIError when the path is not encoded well */
export function parseRequest(method: string, url: string): RequestInfo {
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
  const resource = parseResource(path);
  const verb = VERBS[method] ?? method.toLowerCase();
  if (!resource || resource.name) {
    return { path, query, verb, resource };
  }
  const collection = { ...resource, name: selectedName(query) };
  if (verb === 'get') {
    return isTrue(query.get('watch'))
      ? { path, query, verb: 'watch', resource: collection }
      : { path, query, verb: 'list', resource: collection };
  }
  return verb === 'delete'
    ? { path, query, verb: 'deletecollection', resource: collection }
    : { path, query, verb, resource };
}
