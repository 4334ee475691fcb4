import type { Given } from './authorize';
import type { Grants } from './grants';
import { type Authorization, OAuthError } from './types';

/**
 * What a token request is entitled to: by a code, or by the refresh token at hand.
 *
 * @throws OAuthError
 */
export function redeem(
  grants: Grants,
  given: Given,
): { authorization: Authorization; refreshToken?: string } {
  switch (given('grant_type')) {
    case 'authorization_code':
      return {
        authorization: grants.redeemCode(given('code') ?? '', {
          redirectUri: given('redirect_uri'),
          codeVerifier: given('code_verifier'),
        }),
      };
    case 'refresh_token': {
      const refreshToken = given('refresh_token') ?? '';
      const known = grants.findByRefreshToken(refreshToken);
      if (!known) {
        throw new OAuthError(
          'invalid_grant',
          'The refresh token is unknown or revoked',
        );
      }
      // A nonce belongs to the sign-in, not to what is refreshed later (OpenID Connect Core 1.0, 12.2).
      return { authorization: { ...known, nonce: undefined }, refreshToken };
    }
    default:
      throw new OAuthError(
        'unsupported_grant_type',
        'Use authorization_code or refresh_token',
      );
  }
}
