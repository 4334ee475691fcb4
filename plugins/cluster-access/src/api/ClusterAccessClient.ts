import type {
  AccessOptions,
  AccessRequest,
  AccessSession,
  RefusedRequest,
  SessionDetails,
  SessionPage,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/core-plugin-api';
import { AccessRefusedError } from './AccessRefusedError';
import type { ClusterAccessApi, ListSessionsOptions } from './types';

const BASE = 'plugin://cluster-access';

/** Speaks to the backend plugin over HTTP. @public */
export class ClusterAccessClient implements ClusterAccessApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  async getOptions(options?: { signal?: AbortSignal }): Promise<AccessOptions> {
    return this.#json('/options', { signal: options?.signal });
  }

  async requestAccess(
    request: AccessRequest,
    options: { idempotencyKey: string },
  ): Promise<AccessSession> {
    const response = await this.#fetchApi.fetch(`${BASE}/sessions`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': options.idempotencyKey,
      },
      body: JSON.stringify(request),
    });
    if (response.status === 422) {
      const refused: RefusedRequest = await response.json();
      throw new AccessRefusedError(refused.error.message, refused.problems);
    }
    await throwUnlessOk(response);
    return response.json();
  }

  async listSessions(options: ListSessionsOptions): Promise<SessionPage> {
    const query = new URLSearchParams({ scope: options.scope });
    if (options.limit !== undefined) query.set('limit', String(options.limit));
    if (options.cursor !== undefined) query.set('cursor', options.cursor);
    return this.#json(`/sessions?${query}`, { signal: options.signal });
  }

  async getSession(
    id: string,
    options?: { signal?: AbortSignal },
  ): Promise<SessionDetails> {
    return this.#json(sessionPath(id), { signal: options?.signal });
  }

  async endSession(id: string): Promise<AccessSession> {
    return this.#json(`${sessionPath(id)}/end`, { method: 'POST' });
  }

  async downloadArchive(id: string): Promise<Blob> {
    const response = await this.#fetchApi.fetch(
      `${BASE}${sessionPath(id)}/archive`,
    );
    await throwUnlessOk(response);
    return response.blob();
  }

  async #json<T>(path: string, init: RequestInit): Promise<T> {
    const response = await this.#fetchApi.fetch(`${BASE}${path}`, init);
    await throwUnlessOk(response);
    return response.json();
  }
}

function sessionPath(id: string): string {
  return `/sessions/${encodeURIComponent(id)}`;
}

async function throwUnlessOk(response: Response): Promise<void> {
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
}
