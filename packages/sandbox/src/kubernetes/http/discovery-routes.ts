import { unknownPath } from '../errors';
import {
  aggregatedDiscovery,
  apiGroup,
  apiGroupList,
  apiVersions,
  hasVersion,
  resourceList,
} from '../discovery';
import type { JsonObject } from '../json';
import type { RequestContext } from './context';
import { parseAccept } from './negotiation';
import { respondJson, respondText } from './respond';

/** The Kubernetes whose behaviour is shown. */
const VERSION = {
  major: '1',
  minor: '32',
  gitVersion: 'v1.32.0+sandbox',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'node',
};

const HEALTH_PATHS = ['/healthz', '/livez', '/readyz'];

/** Open to everybody. */
export function servePublic({
  info,
  response,
}: Pick<RequestContext, 'info' | 'response'>): boolean {
  if (
    HEALTH_PATHS.some(
      path => info.path === path || info.path.startsWith(`${path}/`),
    )
  ) {
    respondText(response, 200, 'ok');
    return true;
  }
  if (info.path === '/version' || info.path === '/version/') {
    respondJson(response, 200, JSON.stringify(VERSION));
    return true;
  }
  return false;
}

/** Which version of aggregated discovery the client prefers over the old kind. */
function aggregatedVersion(accept: string | undefined): string | undefined {
  const [first] = parseAccept(accept);
  const { g, v, as } = first.parameters;
  return g === 'apidiscovery.k8s.io' && as === 'APIGroupDiscoveryList'
    ? v
    : undefined;
}

function serveRoot(
  context: RequestContext,
  scope: 'core' | 'groups',
  plain: JsonObject,
): void {
  const { request, response, cluster } = context;
  const version = aggregatedVersion(request.headers.accept);
  if (version !== 'v2' && version !== 'v2beta1') {
    respondJson(response, 200, JSON.stringify(plain));
    return;
  }
  const document = aggregatedDiscovery(cluster.types, scope, version);
  respondJson(response, 200, JSON.stringify(document), {
    'Content-Type': `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
    Vary: 'Accept',
  });
}

/** @returns whether the path is one of discovery */
export function serveDiscovery(context: RequestContext): boolean {
  const { info, response, request, cluster } = context;
  const parts = info.path.split('/').filter(Boolean);
  const [root, group, version] = parts;
  if (parts.length === 1 && root === 'api') {
    serveRoot(context, 'core', apiVersions(request.headers.host ?? ''));
    return true;
  }
  if (parts.length === 1 && root === 'apis') {
    serveRoot(context, 'groups', apiGroupList(cluster.types));
    return true;
  }
  if (parts.length === 2 && root === 'api' && group === 'v1') {
    respondJson(
      response,
      200,
      JSON.stringify(resourceList(cluster.types, '', 'v1')),
    );
    return true;
  }
  if (parts.length === 2 && root === 'apis') {
    const found = apiGroup(cluster.types, group);
    if (!found) {
      throw unknownPath();
    }
    respondJson(response, 200, JSON.stringify(found));
    return true;
  }
  if (
    parts.length === 3 &&
    root === 'apis' &&
    hasVersion(cluster.types, group, version)
  ) {
    respondJson(
      response,
      200,
      JSON.stringify(resourceList(cluster.types, group, version)),
    );
    return true;
  }
  if (parts.length === 3 && root === 'apis') {
    respondText(response, 404, '404 page not found\n');
    return true;
  }
  return false;
}
