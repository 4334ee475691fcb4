import express, { type Express, type Request } from 'express';
import Router from 'express-promise-router';
import type { Person } from '../people';
import {
  AUTHORIZATION_PARAMETERS,
  type Given,
  checkAuthorization,
  findPerson,
  withParameters,
} from './authorize';
import { type Signer, claimsOf } from './claims';
import {
  type OidcClient,
  authenticateClient,
  isRedirectAllowed,
} from './client';
import { ACCESS_TOKEN_SECONDS, type Grants } from './grants';
import { discovery } from './discovery';
import { answerErrors, parametersOf } from './http';
import { messagePage, signInPage } from './page';
import { redeem } from './token';
import { OAuthError } from './types';

export interface OidcServerOptions {
  /** Known once the server listens. */
  issuer(): string;
  people: Person[];
  client: OidcClient;
  grants: Grants;
  signer: Signer;
  /** Seconds since 1970. */
  now(): number;
}

/** OpenID Connect over HTTP: the code flow with PKCE, refresh, userinfo, revocation and sign-out. */
export function createOidcApp(options: OidcServerOptions): Express {
  const { client, grants, signer, people, now } = options;
  const app = express();
  app.disable('x-powered-by');
  const router = Router();
  app.use(router);
  router.use((_, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    );
    next();
  });
  const form = express.urlencoded({ extended: false });

  router.get('/.well-known/openid-configuration', (_, response) => {
    response.json(discovery(options.issuer()));
  });

  router.get('/jwks', (_, response) => {
    response.json({ keys: [signer.publicKey] });
  });

  router.get('/authorize', (request, response) => {
    const given = parametersOf(request);
    const outcome = checkAuthorization(client, given);
    if (outcome.kind === 'redirect') {
      response.redirect(302, outcome.to);
      return;
    }
    const fields = AUTHORIZATION_PARAMETERS.flatMap(name => {
      const value = given(name);
      return value === undefined ? [] : [[name, value]];
    });
    response.type('html').send(signInPage(people, Object.fromEntries(fields)));
  });

  router.post('/authorize', form, (request, response) => {
    const given = parametersOf(request);
    const outcome = checkAuthorization(client, given);
    if (outcome.kind === 'redirect') {
      response.redirect(303, outcome.to);
      return;
    }
    const { request: asked } = outcome;
    const authorization = {
      person: findPerson(people, given('person')),
      scope: asked.scope,
      nonce: asked.nonce,
      authTime: now(),
    };
    response.redirect(
      303,
      withParameters(asked.redirectUri, {
        code: grants.issueCode(authorization, asked),
        state: asked.state,
        iss: options.issuer(),
      }),
    );
  });

  const requireClient = (request: Request): Given => {
    const given = parametersOf(request);
    authenticateClient(client, request.headers.authorization, {
      clientId: given('client_id'),
      clientSecret: given('client_secret'),
    });
    return given;
  };

  router.post('/token', form, async (request, response) => {
    const given = requireClient(request);
    const { authorization, refreshToken } = redeem(grants, given);
    const tokens = grants.issueTokens(authorization, refreshToken);
    response.json({
      access_token: tokens.accessToken,
      refresh_token: tokens.refreshToken,
      token_type: 'Bearer',
      expires_in: ACCESS_TOKEN_SECONDS,
      scope: authorization.scope,
      id_token: await signer.idToken(authorization, {
        issuer: options.issuer(),
        audience: client.clientId,
        now: now(),
        lifetimeSeconds: ACCESS_TOKEN_SECONDS,
      }),
    });
  });

  router.all('/userinfo', (request, response) => {
    const token = /^Bearer (.+)$/i.exec(
      request.headers.authorization ?? '',
    )?.[1];
    const authorization = token ? grants.findByAccessToken(token) : undefined;
    if (!authorization) {
      response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
      throw new OAuthError(
        'invalid_token',
        'The access token is unknown or too old',
        401,
      );
    }
    response.json(claimsOf(authorization));
  });

  router.post('/revoke', form, (request, response) => {
    grants.revoke(requireClient(request)('token') ?? '');
    response.status(200).end();
  });

  router.all('/end-session', form, (request, response) => {
    const given = parametersOf(request);
    const back = given('post_logout_redirect_uri');
    if (back !== undefined && isRedirectAllowed(client, back)) {
      response.redirect(303, withParameters(back, { state: given('state') }));
      return;
    }
    response
      .type('html')
      .send(messagePage('You are signed out', 'You can close this page.'));
  });

  router.use((_, response) => {
    response
      .status(404)
      .type('html')
      .send(messagePage('Not found', 'There is no such page here.'));
  });
  app.use(answerErrors);
  return app;
}
