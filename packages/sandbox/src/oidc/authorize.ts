import type { Person } from '../people';
import { type OidcClient, isRedirectAllowed } from './client';
import { type AuthorizationRequest, OAuthError } from './types';

/** Names of the parameters that go from the client through the page to the answer. */
export const AUTHORIZATION_PARAMETERS = [
  'client_id',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
] as const;

/** Reads one parameter of a request. */
export type Given = (name: string) => string | undefined;

/** What to do with an authorization request: show the page, or send the person back with an error. */
export type AuthorizationOutcome =
  | { kind: 'ask'; request: AuthorizationRequest }
  | { kind: 'redirect'; to: string };

/**
 * Checks an authorization request (OpenID Connect Core 1.0, 3.1.2).
 *
 * @throws OAuthError where it cannot be told whom to send the person back to: never redirect then
 */
export function checkAuthorization(
  client: OidcClient,
  given: Given,
): AuthorizationOutcome {
  const redirectUri = given('redirect_uri');
  if (given('client_id') !== client.clientId) {
    throw new OAuthError('invalid_client', 'The client_id is unknown');
  }
  if (redirectUri === undefined || !isRedirectAllowed(client, redirectUri)) {
    throw new OAuthError(
      'invalid_request',
      'The redirect_uri is not one of this client',
    );
  }

  const refuse = (
    error: string,
    description: string,
  ): AuthorizationOutcome => ({
    kind: 'redirect',
    to: withParameters(redirectUri, {
      error,
      error_description: description,
      state: given('state'),
    }),
  });
  const scope = given('scope') ?? '';
  if (given('response_type') !== 'code') {
    return refuse(
      'unsupported_response_type',
      'Only the code flow is known here',
    );
  }
  if (!scope.split(' ').includes('openid')) {
    return refuse('invalid_scope', 'The scope openid is missing');
  }
  if (
    given('code_challenge') !== undefined &&
    given('code_challenge_method') !== 'S256'
  ) {
    return refuse('invalid_request', 'The code_challenge_method must be S256');
  }
  if (given('prompt') === 'none') {
    // Nobody stays signed in here: people come to be someone else.
    return refuse('login_required', 'Choose a person on the sign-in page');
  }
  return {
    kind: 'ask',
    request: {
      redirectUri,
      scope,
      state: given('state'),
      nonce: given('nonce'),
      codeChallenge: given('code_challenge'),
    },
  };
}

export function findPerson(people: Person[], name: string | undefined): Person {
  const person = people.find(each => each.name === name);
  if (!person) {
    throw new OAuthError('invalid_request', 'This person is unknown');
  }
  return person;
}

/** An address with parameters added to those it has. */
export function withParameters(
  address: string,
  parameters: Record<string, string | undefined>,
): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) {
      url.searchParams.set(name, value);
    }
  }
  return url.toString();
}
