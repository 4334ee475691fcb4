import { createHash } from 'node:crypto';
import {
  type Authorization,
  type AuthorizationRequest,
  OAuthError,
} from './types';

const CODE_SECONDS = 60;
export const ACCESS_TOKEN_SECONDS = 3600;

interface Code {
  authorization: Authorization;
  redirectUri: string;
  codeChallenge?: string;
  expiresAt: number;
}

interface AccessToken {
  authorization: Authorization;
  refreshToken: string;
  expiresAt: number;
}

/** The codes and tokens that are out, kept in memory. */
export class Grants {
  readonly #codes = new Map<string, Code>();
  readonly #accessTokens = new Map<string, AccessToken>();
  readonly #refreshTokens = new Map<string, Authorization>();

  /**
   * @param now - seconds since 1970
   * @param newSecret - a fresh value nobody can guess
   */
  constructor(
    private readonly now: () => number,
    private readonly newSecret: () => string,
  ) {}

  issueCode(
    authorization: Authorization,
    request: AuthorizationRequest,
  ): string {
    const code = this.newSecret();
    this.#codes.set(code, {
      authorization,
      redirectUri: request.redirectUri,
      codeChallenge: request.codeChallenge,
      expiresAt: this.now() + CODE_SECONDS,
    });
    return code;
  }

  /**
   * Takes a code once.
   *
   * @throws OAuthError invalid_grant
   */
  redeemCode(
    code: string,
    given: { redirectUri?: string; codeVerifier?: string },
  ): Authorization {
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    if (!known || known.expiresAt <= this.now()) {
      throw new OAuthError(
        'invalid_grant',
        'The code is unknown, used or too old',
      );
    }
    if (known.redirectUri !== given.redirectUri) {
      throw new OAuthError(
        'invalid_grant',
        'The code was issued for another redirect_uri',
      );
    }
    if (known.codeChallenge !== challengeOf(given.codeVerifier)) {
      throw new OAuthError(
        'invalid_grant',
        'The code_verifier does not fit the code_challenge',
      );
    }
    return known.authorization;
  }

  /** @param refreshToken - the one at hand; a new one is issued without it */
  issueTokens(
    authorization: Authorization,
    refreshToken = this.newSecret(),
  ): { accessToken: string; refreshToken: string } {
    for (const [token, { expiresAt }] of this.#accessTokens) {
      if (expiresAt <= this.now()) {
        this.#accessTokens.delete(token);
      }
    }
    const accessToken = this.newSecret();
    this.#accessTokens.set(accessToken, {
      authorization,
      refreshToken,
      expiresAt: this.now() + ACCESS_TOKEN_SECONDS,
    });
    this.#refreshTokens.set(refreshToken, authorization);
    return { accessToken, refreshToken };
  }

  findByAccessToken(accessToken: string): Authorization | undefined {
    const known = this.#accessTokens.get(accessToken);
    return known && known.expiresAt > this.now()
      ? known.authorization
      : undefined;
  }

  findByRefreshToken(refreshToken: string): Authorization | undefined {
    return this.#refreshTokens.get(refreshToken);
  }

  /** Ends a refresh token with the access tokens that came of it, or one access token. */
  revoke(token: string): void {
    this.#accessTokens.delete(token);
    this.#refreshTokens.delete(token);
    for (const [accessToken, { refreshToken }] of this.#accessTokens) {
      if (refreshToken === token) {
        this.#accessTokens.delete(accessToken);
      }
    }
  }
}

function challengeOf(verifier: string | undefined): string | undefined {
  return verifier === undefined
    ? undefined
    : createHash('sha256').update(verifier).digest('base64url');
}
