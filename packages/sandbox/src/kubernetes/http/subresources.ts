import { createHmac, randomBytes } from 'node:crypto';
import { methodNotAllowed } from '../errors';
import { at, isJsonObject, timestamp } from '../json';
import { liveObject, type Target } from '../operations';
import type { ServedType } from '../registry';
import { readBody } from './body';
import type { RequestContext } from './context';
import { respondJson } from './respond';
import { serveScale } from './scale';

const DEFAULT_LIFETIME_SECONDS = 3600;
const signingKey = randomBytes(32);

const segment = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** Looks like the token of a real API server; it is the text as a whole that is recognised, not what it says. */
function serviceAccountToken(
  subject: string,
  issued: Date,
  expires: Date,
): string {
  const seconds = (time: Date) => Math.floor(time.getTime() / 1000);
  const content = `${segment({ alg: 'HS256', typ: 'JWT' })}.${segment({
    iss: 'https://kubernetes.default.svc.cluster.local',
    sub: subject,
    iat: seconds(issued),
    exp: seconds(expires),
    jti: randomBytes(8).toString('hex'),
  })}`;
  return `${content}.${createHmac('sha256', signingKey)
    .update(content)
    .digest('base64url')}`;
}

/** POST of `serviceaccounts/<name>/token`: what `kubectl create token` asks. */
async function serveToken(
  context: RequestContext,
  target: Target,
): Promise<void> {
  const { cluster, tokens, request, response, info } = context;
  if (info.verb !== 'create') {
    throw methodNotAllowed();
  }
  const body = await readBody(request);
  const { name, namespace, uid } = liveObject(cluster, target).metadata;
  const wanted = at(body, 'spec', 'expirationSeconds');
  const lifetime =
    typeof wanted === 'number' && wanted > 0
      ? wanted
      : DEFAULT_LIFETIME_SECONDS;
  const issued = cluster.now();
  const expires = new Date(issued.getTime() + lifetime * 1000);
  const username = `system:serviceaccount:${namespace}:${name}`;
  const token = serviceAccountToken(username, issued, expires);
  const groups = [
    'system:serviceaccounts',
    `system:serviceaccounts:${namespace}`,
  ];
  tokens.add(
    token,
    { username, groups },
    () =>
      expires > cluster.now() &&
      cluster.store.get('serviceaccounts', name, namespace)?.metadata.uid ===
        uid,
  );
  const spec = at(body, 'spec');
  respondJson(
    response,
    201,
    JSON.stringify({
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name, namespace, creationTimestamp: timestamp(issued) },
      spec: { ...(isJsonObject(spec) && spec), expirationSeconds: lifetime },
      status: { token, expirationTimestamp: timestamp(expires) },
    }),
  );
}

/**
 * Subresources that are not the object itself.
 *
 * @returns whether the request is about one
 */
export async function serveSpecialSubresource(
  context: RequestContext,
  type: ServedType,
): Promise<boolean> {
  const { resource } = context.info;
  const { subresource = '', name = '', namespace } = resource ?? {};
  if (!type.subresources.includes(subresource)) {
    return false;
  }
  const target = {
    type,
    name,
    namespace: type.namespaced ? namespace : undefined,
  };
  if (subresource === 'token') {
    await serveToken(context, target);
    return true;
  }
  if (subresource === 'scale' && type.scale) {
    await serveScale(context, target, type.scale);
    return true;
  }
  return false;
}
