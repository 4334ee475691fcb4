import { type ChildProcess, spawn } from 'child_process';
import { randomUUID } from 'crypto';
import { createInterface } from 'readline';
import * as z from 'zod';
import { quantityValue } from '../fields';
import type { Manifest } from '../validation';

const kubeconfig = process.env.KUBECONFIG_CONFORMANCE;
if (!kubeconfig) {
  // eslint-disable-next-line no-console
  console.warn(
    'KUBECONFIG_CONFORMANCE names no kubeconfig: what asks a real API server is SKIPPED',
  );
}

/** `describe` where `KUBECONFIG_CONFORMANCE` names a cluster, else skipped, with a warning. */
export const describeWithCluster: jest.Describe = kubeconfig
  ? describe
  : describe.skip;

const versionSchema = z.object({ minor: z.string() });
const resourcesSchema = z.object({
  resources: z.array(
    z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() }),
  ),
});
const messageSchema = z.object({ message: z.string() });

/** A real API server, asked through `kubectl proxy`, in a namespace of its own. Nothing is left there but what `dispose` deletes. */
export class Cluster {
  private readonly namespace = `manifests-${randomUUID().slice(0, 8)}`;
  private readonly kinds = new Map<string, z.output<typeof resourcesSchema>>();
  private address = '';
  private minor = 0;
  private proxy: ChildProcess | undefined;

  async start(): Promise<void> {
    this.proxy = spawn('kubectl', ['proxy', '--port=0'], {
      env: { ...process.env, KUBECONFIG: kubeconfig },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.address = await addressOf(this.proxy);
    const version = await this.ask('GET', '/version');
    this.minor = Number.parseInt(versionSchema.parse(version.body).minor, 10);
    const { status, body } = await this.ask('POST', '/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: this.namespace },
    });
    if (status !== 201) {
      throw new Error(`no namespace to try in: ${messageOf(body)}`);
    }
  }

  async dispose(): Promise<void> {
    await this.ask('DELETE', `/api/v1/namespaces/${this.namespace}`);
    this.proxy?.kill();
  }

  /** Whether the server is at least `1.<minor>`. */
  since(minor: number): boolean {
    return this.minor >= minor;
  }

  /**
   * What the server would do with an object, wherever the object itself says that it belongs.
   *
   * @returns why it is refused, or the fields that are dropped or changed; nothing when it is taken as it is
   */
  async objections(object: Manifest): Promise<string[]> {
    const { apiVersion, kind, metadata } = object;
    const group = apiVersion.includes('/') ? 'apis' : 'api';
    const resource = await this.resourceOf(`/${group}/${apiVersion}`, kind);
    if (!resource) {
      return [`${apiVersion} ${kind} is not served: install what defines it`];
    }
    const sent = resource.namespaced
      ? { ...object, metadata: { ...metadata, namespace: this.namespace } }
      : object;
    const scope = resource.namespaced ? `/namespaces/${this.namespace}` : '';
    const { status, body } = await this.ask(
      'POST',
      `/${group}/${apiVersion}${scope}/${resource.name}?dryRun=All&fieldValidation=Strict`,
      sent,
    );
    switch (status) {
      case 201:
        return losses(sent, body);
      case 409:
        // An object of this name is there already. Names are compared last, so this one is right.
        return [];
      default:
        return [messageOf(body)];
    }
  }

  private async resourceOf(path: string, kind: string) {
    let known = this.kinds.get(path);
    if (!known) {
      const { status, body } = await this.ask('GET', path);
      known = status === 200 ? resourcesSchema.parse(body) : { resources: [] };
      this.kinds.set(path, known);
    }
    return known.resources.find(
      one => one.kind === kind && !one.name.includes('/'),
    );
  }

  private async ask(method: string, path: string, body?: object) {
    const response = await fetch(`${this.address}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    return { status: response.status, body: answer };
  }
}

async function addressOf(proxy: ChildProcess): Promise<string> {
  if (proxy.stdout) {
    for await (const line of createInterface({ input: proxy.stdout })) {
      const [address] = /[0-9.]+:[0-9]+/.exec(line) ?? [];
      if (address) {
        return `http://${address}`;
      }
    }
  }
  throw new Error('kubectl proxy ended without an address');
}

function messageOf(body: unknown): string {
  return messageSchema.safeParse(body).data?.message ?? JSON.stringify(body);
}

/** Fields of `sent` that did not come back, or not with the same meaning. */
function losses(sent: unknown, got: unknown, path = ''): string[] {
  if (isEmpty(sent) && got === undefined) {
    return [];
  }
  if (typeof sent === 'object' && sent !== null) {
    const fields: Array<[string, unknown]> = Object.entries(sent);
    const found = new Map<string, unknown>(
      typeof got === 'object' && got !== null ? Object.entries(got) : [],
    );
    return typeof got === 'object'
      ? fields.flatMap(([key, value]) =>
          losses(value, found.get(key), `${path}.${key}`),
        )
      : [path];
  }
  return sent === got ||
    quantityValue(String(sent)) === quantityValue(String(got))
    ? []
    : [path];
}

/** What means the same as nothing to the API server. */
function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null
    ? Object.keys(value).length === 0
    : value === '' || value === false || value === 0;
}
