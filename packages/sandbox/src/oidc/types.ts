import type { Person } from '../people';

/** What a client asks for at the authorization endpoint, checked. */
export interface AuthorizationRequest {
  redirectUri: string;
  scope: string;
  state?: string;
  nonce?: string;
  /** PKCE, S256. */
  codeChallenge?: string;
}

/** What a person has agreed to. */
export interface Authorization {
  person: Person;
  scope: string;
  nonce?: string;
  /** Seconds since 1970. */
  authTime: number;
}

/** An error of the protocol, answered as OAuth 2.0 wants it (RFC 6749, 5.2). */
export class OAuthError extends Error {
  /** @param code - `invalid_grant` and the like */
  constructor(readonly code: string, message: string, readonly status = 400) {
    super(message);
    this.name = 'OAuthError';
  }
}
