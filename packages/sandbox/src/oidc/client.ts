import { createHash, timingSafeEqual } from 'node:crypto';
import { OAuthError } from './types';

/** The one client that the provider knows: the portal. */
export interface OidcClient {
  clientId: string;
  clientSecret: string;
  /** Addresses to send people back to, compared as they are written. */
  redirectUris?: string[];
  /** Takes any http address on this machine too, whatever its port and path. */
  allowAnyLoopbackRedirect?: boolean;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export function isRedirectAllowed(
  client: OidcClient,
  address: string,
): boolean {
  if (client.redirectUris?.includes(address)) {
    return true;
  }
  if (!client.allowAnyLoopbackRedirect || !URL.canParse(address)) {
    return false;
  }
  const { protocol, hostname, username, hash } = new URL(address);
  return (
    ['http:', 'https:'].includes(protocol) &&
    LOOPBACK.has(hostname) &&
    username === '' &&
    hash === ''
  );
}

/**
 * Checks the client's secret, from the Authorization header (client_secret_basic) or the form (client_secret_post).
 *
 * @throws OAuthError invalid_client
 */
export function authenticateClient(
  client: OidcClient,
  authorization: string | undefined,
  form: { clientId?: string; clientSecret?: string },
): void {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '');
  const [id, secret] = basic
    ? decodeBasic(basic[1])
    : [form.clientId, form.clientSecret];
  const known = isSame(id ?? '', client.clientId);
  if (!isSame(secret ?? '', client.clientSecret) || !known) {
    throw new OAuthError(
      'invalid_client',
      'The client is unknown or its secret is wrong',
      401,
    );
  }
}

/** Id and secret are form-encoded before they are put together (RFC 6749, 2.3.1). */
function decodeBasic(credentials: string): Array<string | undefined> {
  const text = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return [text.slice(0, colon), text.slice(colon + 1)].map(
    part => new URLSearchParams(`value=${part}`).get('value') ?? undefined,
  );
}

function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
