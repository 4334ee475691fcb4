import type { IncomingMessage, ServerResponse } from 'node:http';
import { badRequest, forbidden, forbiddenPath, unknownPath } from '../errors';
import { hasVersion } from '../discovery';
import { REVIEWS } from '../registry';
import { serveReview } from '../reviews';
import type { UserInfo } from '../types';
import { authenticate, impersonate } from './authentication';
import type { RequestContext, ServerContext } from './context';
import { serveDiscovery, servePublic } from './discovery-routes';
import { injectFaults } from './fault-injection';
import { serveOpenApi } from './openapi-routes';
import { parseRequest, type RequestInfo } from './request-info';
import { serveResource } from './resources';
import { respondError, respondText } from './respond';
import { serveSandbox } from './sandbox-routes';
import { serveSpecialSubresource } from './subresources';

function scopeText(namespace: string | undefined): string {
  return namespace ? `in the namespace "${namespace}"` : 'at the cluster scope';
}

/** @throws ApiError 403 in the words of the RBAC authorizer */
function authorize({ cluster, info, user }: RequestContext): void {
  const { authorizer } = cluster;
  const { verb, resource, path } = info;
  if (!resource) {
    if (!authorizer.isPathAllowed(user, verb, path)) {
      throw forbiddenPath(
        `User "${user.username}" cannot ${verb} path "${path}"`,
      );
    }
    return;
  }
  if (!authorizer.isAllowed(user, { ...resource, verb })) {
    const { group, namespace, name, subresource } = resource;
    const about = subresource
      ? `${resource.resource}/${subresource}`
      : resource.resource;
    throw forbidden(
      { group, resource: resource.resource },
      name,
      `User "${
        user.username
      }" cannot ${verb} resource "${about}" in API group "${group}" ${scopeText(
        namespace,
      )}`,
    );
  }
}

async function serveTyped(context: RequestContext): Promise<void> {
  const { cluster, info, response } = context;
  const { resource } = info;
  if (!resource) {
    throw unknownPath();
  }
  const { group, version } = resource;
  const review = REVIEWS.find(
    known =>
      known.group === group &&
      known.version === version &&
      known.resource === resource.resource,
  );
  if (review) {
    await serveReview(context, review);
    return;
  }
  const type = cluster.types.find(group, version, resource.resource);
  if (!type) {
    if (!hasVersion(cluster.types, group, version)) {
      respondText(response, 404, '404 page not found\n');
      return;
    }
    throw unknownPath();
  }
  if (!(await serveSpecialSubresource(context, type))) {
    await serveResource(context, type);
  }
}

async function serve(context: RequestContext): Promise<void> {
  authorize(context);
  if (
    !(await serveSandbox(context)) &&
    !serveOpenApi(context) &&
    !serveDiscovery(context)
  ) {
    await serveTyped(context);
  }
}

function parse(request: IncomingMessage): RequestInfo {
  try {
    return parseRequest(request.method ?? 'GET', request.url ?? '/');
  } catch (error) {
    throw badRequest(`the path is not well-formed: ${error}`);
  }
}

function identify(server: ServerContext, request: IncomingMessage): UserInfo {
  const user = authenticate(request.headers, server.tokens);
  return impersonate(user, request.rawHeaders, server.cluster.authorizer);
}

async function handle(
  server: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const info = parse(request);
  const isOwn = info.path.startsWith('/_sandbox/');
  const { cut } = isOwn
    ? { cut: false }
    : await injectFaults({ faults: server.faults, info });
  if (cut) {
    request.socket.destroy();
    return;
  }
  if (servePublic({ info, response })) {
    return;
  }
  await serve({
    ...server,
    info,
    user: identify(server, request),
    request,
    response,
  });
}

/** Answers every request; a failure becomes a Status. */
export function requestListener(
  server: ServerContext,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    handle(server, request, response).catch((error: unknown) => {
      // A body nobody read must not keep the connection waiting.
      request.resume();
      respondError(response, error);
    });
  };
}
