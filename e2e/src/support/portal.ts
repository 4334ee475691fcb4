import type {
  AccessRequest,
  AccessSession,
  SessionDetails,
  SessionPage,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';

/** A person at the portal's HTTP API, signed in the way a browser does it. */
export class PortalUser {
  private constructor(
    private readonly backendUrl: string,
    private readonly token: string,
  ) {}

  /**
   * Goes through the whole sign-in: the portal's start, the provider's page, the choice on it, the portal's session.
   *
   * @param name - of one of the sandbox's people
   */
  static async signIn(backendUrl: string, name: string): Promise<PortalUser> {
    const cookies = new Map<string, string>();
    const visit = async (url: string, init: RequestInit = {}) => {
      const response = await fetch(url, {
        ...init,
        redirect: 'manual',
        headers: {
          ...Object.fromEntries(new Headers(init.headers)),
          cookie: [...cookies].map(pair => pair.join('=')).join('; '),
        },
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [key, ...value] = cookie.split(';')[0].split('=');
        cookies.set(key, value.join('='));
      }
      return response;
    };
    const location = (response: Response) => {
      const to = response.headers.get('location');
      if (!to) {
        throw new Error(
          `the sign-in stops at ${response.url} with ${response.status}`,
        );
      }
      return new URL(to, response.url).toString();
    };

    const query = `env=development&scope=${encodeURIComponent(
      'openid profile email',
    )}&origin=${encodeURIComponent(backendUrl)}`;
    const page = location(
      await visit(`${backendUrl}/api/auth/oidc/start?${query}`),
    );
    const choice = new URLSearchParams(new URL(page).searchParams);
    choice.set('person', name);
    const back = location(
      await visit(new URL('/authorize', page).toString(), {
        method: 'POST',
        body: choice,
      }),
    );
    await visit(back);
    const refreshed = await visit(
      `${backendUrl}/api/auth/oidc/refresh?env=development&optional`,
      { headers: { 'x-requested-with': 'XMLHttpRequest' } },
    );
    const body: { backstageIdentity?: { token: string } } =
      await refreshed.json();
    if (!body.backstageIdentity) {
      throw new Error(`the portal signs nobody in: ${JSON.stringify(body)}`);
    }
    return new PortalUser(backendUrl, body.backstageIdentity.token);
  }

  /** The same person at another replica. */
  at(backendUrl: string): PortalUser {
    return new PortalUser(backendUrl, this.token);
  }

  async call(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.backendUrl}/api/cluster-access${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(init.body ? { 'content-type': 'application/json' } : {}),
        ...Object.fromEntries(new Headers(init.headers)),
      },
    });
  }

  /** @param key - the same for the same request, however often it is made */
  async request(request: AccessRequest, key?: string): Promise<AccessSession> {
    const response = await this.call('/sessions', {
      method: 'POST',
      body: JSON.stringify(request),
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });
    if (response.status !== 201) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
    return response.json();
  }

  async session(id: string): Promise<SessionDetails> {
    const response = await this.call(`/sessions/${id}`);
    if (!response.ok) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
    return response.json();
  }

  /** Gives a session back, or takes someone else's back. */
  async end(id: string): Promise<AccessSession> {
    const response = await this.call(`/sessions/${id}/end`, { method: 'POST' });
    if (!response.ok) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
    return response.json();
  }

  async sessions(scope: 'mine' | 'active' | 'all'): Promise<SessionPage> {
    const response = await this.call(`/sessions?scope=${scope}`);
    if (!response.ok) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
    return response.json();
  }
}
