import { decodeProtectedHeader } from 'jose';
import { type Client, Issuer, type TokenSet, generators } from 'openid-client';
import { people } from '../people';
import { type OidcPeer, startOidc } from './startOidc';

const REDIRECT = 'http://localhost:7007/api/auth/oidc/handler/frame';
const verifier = generators.codeVerifier();
const erin = people.find(({ name }) => name === 'erin');

describe('startOidc', () => {
  let oidc: OidcPeer;
  let client: Client;
  let now: number;

  beforeEach(async () => {
    now = Date.now();
    oidc = await startOidc({
      people,
      clientId: 'portal',
      clientSecret: 'a secret: with % and ü',
      allowAnyLoopbackRedirect: true,
      clock: () => new Date(now),
    });
    client = await clientWith('a secret: with % and ü');
  });
  afterEach(() => oidc.stop());

  async function clientWith(
    secret: string,
    method:
      | 'client_secret_basic'
      | 'client_secret_post' = 'client_secret_basic',
  ): Promise<Client> {
    const issuer = await Issuer.discover(
      `${oidc.url}/.well-known/openid-configuration`,
    );
    return new issuer.Client({
      client_id: 'portal',
      client_secret: secret,
      redirect_uris: [REDIRECT],
      response_types: ['code'],
      token_endpoint_auth_method: method,
      id_token_signed_response_alg: 'RS256',
    });
  }

  function authorizationUrl(
    changes: Record<string, string | undefined> = {},
  ): string {
    return client.authorizationUrl({
      scope: 'openid profile email',
      state: 'the state',
      nonce: 'the nonce',
      code_challenge: generators.codeChallenge(verifier),
      code_challenge_method: 'S256',
      ...changes,
    });
  }

  /** Opens the page and presses a button, as a browser does. Answers with where it is sent. */
  async function choose(
    person: string,
    address = authorizationUrl(),
  ): Promise<string> {
    const page = await (await fetch(address)).text();
    const form = new URLSearchParams({ person });
    for (const [, name, value] of page.matchAll(
      /type="hidden" name="([^"]*)" value="([^"]*)"/g,
    )) {
      form.set(
        name,
        value.replace(/&#(\d+);/g, (_, code) =>
          String.fromCharCode(Number(code)),
        ),
      );
    }
    const action = /<form method="post" action="([^"]*)"/.exec(page)?.[1] ?? '';
    const answer = await fetch(new URL(action, address), {
      method: 'POST',
      body: form,
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
    return answer.headers.get('location') ?? '';
  }

  async function signIn(person = 'erin'): Promise<TokenSet> {
    const parameters = client.callbackParams(await choose(person));
    return client.callback(REDIRECT, parameters, {
      state: 'the state',
      nonce: 'the nonce',
      code_verifier: verifier,
    });
  }

  it('shows the people as buttons, with what they do', async () => {
    const response = await fetch(authorizationUrl());
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'",
    );
    const page = await response.text();
    for (const { name, displayName, title } of people) {
      expect(page).toContain(`<button name="person" value="${name}">`);
      expect(page).toContain(displayName);
      expect(page).toContain(title);
    }
  });

  it('signs a person in: signed ID token, claims and userinfo', async () => {
    const tokens = await signIn();
    expect(decodeProtectedHeader(tokens.id_token ?? '')).toMatchObject({
      alg: 'RS256',
    });
    const claims = {
      sub: 'erin',
      name: 'Erin Engineer',
      preferred_username: 'erin',
      groups: erin?.oktaGroups,
      email: 'erin@example.com',
      email_verified: true,
    };
    expect(tokens.claims()).toMatchObject({
      iss: oidc.issuer,
      aud: 'portal',
      ...claims,
    });
    expect(await client.userinfo(tokens)).toEqual(claims);
    expect(tokens).toMatchObject({
      token_type: 'Bearer',
      scope: 'openid profile email',
    });
  });

  it('tells no more than the scopes allow', async () => {
    const parameters = client.callbackParams(
      await choose('erin', authorizationUrl({ scope: 'openid' })),
    );
    const tokens = await client.callback(REDIRECT, parameters, {
      state: 'the state',
      nonce: 'the nonce',
      code_verifier: verifier,
    });
    expect(await client.userinfo(tokens)).toEqual({ sub: 'erin' });
  });

  it('takes the secret in the form too, and no wrong one', async () => {
    client = await clientWith('a secret: with % and ü', 'client_secret_post');
    expect((await signIn()).access_token).toBeDefined();
    client = await clientWith('wrong');
    await expect(signIn()).rejects.toMatchObject({ error: 'invalid_client' });
  });

  it('refreshes, until the token is revoked', async () => {
    const { refresh_token: refreshToken = '' } = await signIn();
    const refreshed = await client.refresh(refreshToken);
    expect(refreshed.claims().nonce).toBeUndefined();
    expect(await client.userinfo(refreshed)).toMatchObject({ sub: 'erin' });

    await client.revoke(refreshToken);
    await expect(client.refresh(refreshToken)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(client.userinfo(refreshed)).rejects.toMatchObject({
      error: 'invalid_token',
    });
  });

  it('lets an access token grow old', async () => {
    const tokens = await signIn();
    now += 3_600_000;
    await expect(client.userinfo(tokens)).rejects.toMatchObject({
      error: 'invalid_token',
    });
  });

  describe('a code', () => {
    const redeem = (location: string, checks: object = {}) =>
      client.callback(REDIRECT, client.callbackParams(location), {
        state: 'the state',
        nonce: 'the nonce',
        code_verifier: verifier,
        ...checks,
      });

    it('works once', async () => {
      const location = await choose('erin');
      await redeem(location);
      await expect(redeem(location)).rejects.toMatchObject({
        error: 'invalid_grant',
      });
    });

    it('works for a minute', async () => {
      const location = await choose('erin');
      now += 60_000;
      await expect(redeem(location)).rejects.toMatchObject({
        error: 'invalid_grant',
      });
    });

    it('works only with the verifier it was asked for with', async () => {
      await expect(
        redeem(await choose('erin'), {
          code_verifier: generators.codeVerifier(),
        }),
      ).rejects.toMatchObject({ error: 'invalid_grant' });
      const location = await choose('erin');
      await expect(
        redeem(location, { code_verifier: undefined }),
      ).rejects.toMatchObject({
        error: 'invalid_grant',
      });
    });

    it('works only for the address it was sent to', async () => {
      const parameters = client.callbackParams(await choose('erin'));
      await expect(
        client.callback('http://localhost:7007/other', parameters, {
          state: 'the state',
          nonce: 'the nonce',
          code_verifier: verifier,
        }),
      ).rejects.toMatchObject({ error: 'invalid_grant' });
    });
  });

  it.each([
    ['prompt', 'none', 'login_required'],
    ['scope', 'email', 'invalid_scope'],
    ['response_type', 'token', 'unsupported_response_type'],
    ['code_challenge_method', 'plain', 'invalid_request'],
  ])(
    'sends people back with an error when %s is %s',
    async (name, value, error) => {
      const response = await fetch(authorizationUrl({ [name]: value }), {
        redirect: 'manual',
      });
      expect(response.status).toBe(302);
      const back = new URL(response.headers.get('location') ?? '');
      expect(back.href.startsWith(REDIRECT)).toBe(true);
      expect(back.searchParams.get('error')).toBe(error);
      expect(back.searchParams.get('state')).toBe('the state');
    },
  );

  it.each([
    'https://elsewhere.example/callback',
    'http://localhost.elsewhere.example/',
    'http://user@localhost/',
    'http://localhost/#part',
    'data:text/html,x',
    'no address',
  ])('sends nobody to %s', async redirectUri => {
    const response = await fetch(
      authorizationUrl({ redirect_uri: redirectUri }),
      {
        redirect: 'manual',
      },
    );
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('redirect_uri');
    expect(response.headers.get('location')).toBeNull();
  });

  it('knows no other client and no other person', async () => {
    expect((await fetch(authorizationUrl({ client_id: 'other' }))).status).toBe(
      400,
    );
    const form = new URLSearchParams(new URL(authorizationUrl()).searchParams);
    form.set('person', 'mallory');
    const answer = await fetch(`${oidc.url}/authorize`, {
      method: 'POST',
      body: form,
    });
    expect(answer.status).toBe(400);
  });

  it('shows what it was given as text, never as markup', async () => {
    const page = await (
      await fetch(authorizationUrl({ state: '"><script>x</script>' }))
    ).text();
    expect(page).not.toContain('<script>');
  });

  it('signs out', async () => {
    const end = (back: string) =>
      fetch(
        client.endSessionUrl({ post_logout_redirect_uri: back, state: 's' }),
        {
          redirect: 'manual',
        },
      );
    expect((await end('http://localhost:3000/')).headers.get('location')).toBe(
      'http://localhost:3000/?state=s',
    );
    const elsewhere = await end('https://elsewhere.example/');
    expect(elsewhere.status).toBe(200);
    expect(await elsewhere.text()).toContain('signed out');
  });

  it('takes the addresses it is told, and others not, without the loopback rule', async () => {
    await oidc.stop();
    oidc = await startOidc({
      people,
      clientId: 'portal',
      clientSecret: 's',
      redirectUris: [REDIRECT],
    });
    client = await clientWith('s');
    expect((await fetch(authorizationUrl())).status).toBe(200);
    const other = authorizationUrl({ redirect_uri: 'http://localhost:1/' });
    expect((await fetch(other)).status).toBe(400);
  });
});
