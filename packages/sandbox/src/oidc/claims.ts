import { type JWK, SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { Authorization } from './types';

/** What the scopes tell about a person. */
export function claimsOf({
  person,
  scope,
}: Authorization): Record<string, unknown> {
  const scopes = scope.split(' ');
  return {
    sub: person.name,
    ...(scopes.includes('profile') && {
      name: person.displayName,
      preferred_username: person.name,
      groups: person.oktaGroups,
    }),
    ...(scopes.includes('email') && {
      email: person.email,
      email_verified: true,
    }),
  };
}

/** Signs ID tokens with a key of its own. */
export class Signer {
  static async create(): Promise<Signer> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwk = await exportJWK(publicKey);
    return new Signer(privateKey, {
      ...jwk,
      kid: 'sandbox',
      use: 'sig',
      alg: 'RS256',
    });
  }

  private constructor(
    private readonly privateKey: Awaited<
      ReturnType<typeof generateKeyPair>
    >['privateKey'],
    /** For everybody who wants to check. */
    readonly publicKey: JWK,
  ) {}

  /** @param now - seconds since 1970 */
  async idToken(
    authorization: Authorization,
    options: {
      issuer: string;
      audience: string;
      now: number;
      lifetimeSeconds: number;
    },
  ): Promise<string> {
    return new SignJWT({
      ...claimsOf(authorization),
      auth_time: authorization.authTime,
      ...(authorization.nonce !== undefined && { nonce: authorization.nonce }),
    })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: this.publicKey.kid })
      .setIssuer(options.issuer)
      .setAudience(options.audience)
      .setIssuedAt(options.now)
      .setExpirationTime(options.now + options.lifetimeSeconds)
      .sign(this.privateKey);
  }
}
