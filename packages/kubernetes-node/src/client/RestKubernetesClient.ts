import type { Clock } from '../clock';
import type {
  ApplyOptions,
  DeleteOptions,
  JsonPatchOperation,
  KubernetesClient,
  KubernetesList,
  KubernetesObject,
  ListOptions,
  ObjectMeta,
  ObjectTarget,
  PatchOptions,
  RequestOptions,
  ResourceType,
  WatchEvent,
} from '../types';
import { parseJson } from './json';
import {
  collectionPath,
  objectPath,
  queryString,
  scopedCollectionPath,
} from './paths';
import type { Transport, TransportRequest } from './transport';
import { readWatch } from './watchStream';

/** A list as the API server sends it. */
interface RawList<T> {
  metadata: { resourceVersion?: string; continue?: string };
  items?: T[] | null;
}

/** The verbs of the Kubernetes API over a transport. */
export class RestKubernetesClient implements KubernetesClient {
  constructor(
    private readonly transport: Transport,
    private readonly watchLimits: {
      clock: Clock;
      idleTimeoutMs: number;
      maxEventBytes: number;
    },
  ) {}

  async get<T extends KubernetesObject>(
    type: ResourceType,
    name: string,
    namespace?: string,
    { signal }: RequestOptions = {},
  ): Promise<T> {
    return this.send({
      method: 'GET',
      path: objectPath(type, { name, namespace }),
      signal,
    });
  }

  async list<T extends KubernetesObject>(
    type: ResourceType,
    { namespace, signal, ...query }: ListOptions & RequestOptions = {},
  ): Promise<KubernetesList<T>> {
    const { metadata, items } = await this.send<RawList<T>>({
      method: 'GET',
      path: collectionPath(type, namespace) + queryString(query),
      signal,
    });
    const apiVersion = type.group
      ? `${type.group}/${type.version}`
      : type.version;
    return {
      // items of built-in types come without the two, which every object here has
      items: (items ?? []).map(item =>
        Object.assign(item, { apiVersion, kind: type.kind }),
      ),
      resourceVersion: metadata.resourceVersion ?? '',
      continue: metadata.continue || undefined,
    };
  }

  async create<T extends KubernetesObject>(
    type: ResourceType,
    object: T,
    { signal }: RequestOptions = {},
  ): Promise<T> {
    const path = scopedCollectionPath(type, object.metadata.namespace);
    return this.send({ method: 'POST', path, signal, ...jsonBody(object) });
  }

  async replace<T extends KubernetesObject>(
    type: ResourceType,
    object: T,
    { signal }: RequestOptions = {},
  ): Promise<T> {
    const path = objectPath(type, targetOf(object.metadata));
    return this.send({ method: 'PUT', path, signal, ...jsonBody(object) });
  }

  async replaceStatus<T extends KubernetesObject>(
    type: ResourceType,
    object: T,
    { signal }: RequestOptions = {},
  ): Promise<T> {
    const path = objectPath(type, targetOf(object.metadata), 'status');
    return this.send({ method: 'PUT', path, signal, ...jsonBody(object) });
  }

  async mergePatch<T extends KubernetesObject>(
    type: ResourceType,
    target: ObjectTarget,
    patch: unknown,
    options: PatchOptions = {},
  ): Promise<T> {
    return this.patch(
      type,
      target,
      'application/merge-patch+json',
      patch,
      options,
    );
  }

  async strategicMergePatch<T extends KubernetesObject>(
    type: ResourceType,
    target: ObjectTarget,
    patch: unknown,
    options: PatchOptions = {},
  ): Promise<T> {
    return this.patch(
      type,
      target,
      'application/strategic-merge-patch+json',
      patch,
      options,
    );
  }

  async jsonPatch<T extends KubernetesObject>(
    type: ResourceType,
    target: ObjectTarget,
    patch: JsonPatchOperation[],
    options: PatchOptions = {},
  ): Promise<T> {
    return this.patch(
      type,
      target,
      'application/json-patch+json',
      patch,
      options,
    );
  }

  async apply<T extends KubernetesObject>(
    type: ResourceType,
    object: T,
    { fieldManager, force, ...options }: ApplyOptions,
  ): Promise<T> {
    const contentType = 'application/apply-patch+yaml'; // JSON is YAML
    const query = { fieldManager, force };
    return this.patch(
      type,
      targetOf(object.metadata),
      contentType,
      object,
      options,
      query,
    );
  }

  async delete(
    type: ResourceType,
    target: ObjectTarget,
    {
      signal,
      uid,
      resourceVersion,
      propagationPolicy,
    }: DeleteOptions & RequestOptions = {},
  ): Promise<void> {
    await this.transport.send({
      method: 'DELETE',
      path: objectPath(type, target),
      signal,
      ...jsonBody({
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        preconditions: { uid, resourceVersion },
        propagationPolicy,
      }),
    });
  }

  async *watch<T extends KubernetesObject>(
    type: ResourceType,
    { namespace, ...query }: ListOptions & { timeoutSeconds?: number },
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent<T>> {
    const collection = collectionPath(type, namespace);
    const path =
      collection +
      queryString({ ...query, watch: true, allowWatchBookmarks: true });
    const request = `GET ${collection}?watch`;
    try {
      const stream = await this.transport.open({ method: 'GET', path, signal });
      yield* readWatch<T>(stream, { request, signal, ...this.watchLimits });
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    }
  }

  private async patch<T>(
    type: ResourceType,
    target: ObjectTarget,
    contentType: string,
    patch: unknown,
    { signal, subresource }: PatchOptions,
    query: Record<string, string | boolean | undefined> = {},
  ): Promise<T> {
    const path = objectPath(type, target, subresource) + queryString(query);
    return this.send({
      method: 'PATCH',
      path,
      signal,
      ...jsonBody(patch, contentType),
    });
  }

  private async send<T>(request: TransportRequest): Promise<T> {
    const text = await this.transport.send(request);
    return parseJson<T>(
      text,
      `${request.method} ${request.path.split('?', 1)[0]}`,
    );
  }
}

function jsonBody(body: unknown, contentType = 'application/json') {
  return { body: JSON.stringify(body), contentType };
}

function targetOf({ name, namespace }: ObjectMeta): ObjectTarget {
  return { name: name ?? '', namespace };
}
