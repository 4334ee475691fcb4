import { randomBytes } from 'node:crypto';
import { KubeConfig } from '@kubernetes/client-node';
import type { Json } from '../../kubernetes/types';
import { Client, type Answer, type Body } from './client';
import { until } from '../../waiting';
import { at, stringAt } from './json';
import { PEOPLE, type RunningTarget, type Target } from './target';
import { widgetDefinition } from './widgets';

export const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** A type of its own for one test file, so that suites can run beside each other. */
export interface WidgetType {
  group: string;
  apiVersion: string;
  /** Name of the CustomResourceDefinition. */
  name: string;
  path(namespace: string, name?: string): string;
  widget(name: string, spec?: Body): Body;
}

/** The API server under test, and what a test leaves behind in it. */
export class Cluster {
  private running: RunningTarget | undefined;
  private readonly leftovers: string[] = [];
  private minorVersion = 0;

  constructor(private readonly target: Target) {}

  async start(): Promise<void> {
    this.running = await this.target.start();
    const { body } = await this.admin.get('/version');
    this.minorVersion = Number.parseInt(stringAt(body, 'minor') ?? '', 10);
  }

  async stop(): Promise<void> {
    for (const path of this.leftovers.reverse()) {
      await this.admin.delete(path, { propagationPolicy: 'Background' });
    }
    await this.running?.stop();
  }

  /** Whether the server is at least `1.<minor>`: expectations differ where Kubernetes changed. */
  since(minor: number): boolean {
    return this.minorVersion >= minor;
  }

  get kubeConfig(): KubeConfig {
    if (!this.running) {
      throw new Error('The API server is not running');
    }
    return this.running.kubeConfig;
  }

  get admin(): Client {
    return new Client(this.kubeConfig);
  }

  /** Somebody else: by a context of the kubeconfig, else as the administrator who impersonates. */
  as(person: string): Client {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromString(this.kubeConfig.exportConfig());
    if (kubeConfig.getContextObject(person)) {
      kubeConfig.setCurrentContext(person);
      return new Client(kubeConfig);
    }
    const { username, groups } = PEOPLE[person];
    return this.admin.with({
      'Impersonate-User': username,
      'Impersonate-Group': groups.join(','),
    });
  }

  /** Nobody but the bearer of a token: no certificate of the administrator goes along. */
  bearing(token: string): Client {
    const kubeConfig = new KubeConfig();
    const server = this.kubeConfig.getCurrentCluster();
    if (!server) {
      throw new Error('The kubeconfig has no current cluster');
    }
    kubeConfig.loadFromClusterAndUser(server, { name: 'bearer', token });
    return new Client(kubeConfig);
  }

  suffix(): string {
    return randomBytes(4).toString('hex');
  }

  /** Remembers what is to be deleted in the end. */
  cleanUp(path: string): void {
    this.leftovers.push(path);
  }

  async namespace(): Promise<string> {
    const name = `conformance-${this.suffix()}`;
    const metadata = { name };
    await this.must(
      this.admin.post('/api/v1/namespaces', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata,
      }),
    );
    this.cleanUp(`/api/v1/namespaces/${name}`);
    return name;
  }

  /** Defines a type of custom resources and waits until it is served. */
  async widgets(change: (spec: Body) => void = () => {}): Promise<WidgetType> {
    const group = `c${this.suffix()}.example.com`;
    const definition = widgetDefinition(group);
    change(definition.spec);
    await this.define({ ...definition });
    const apiVersion = `${group}/v1`;
    const path = (namespace: string, name?: string) =>
      `/apis/${apiVersion}/namespaces/${namespace}/widgets${
        name ? `/${name}` : ''
      }`;
    return {
      group,
      apiVersion,
      name: `widgets.${group}`,
      path,
      widget: (name, spec = {}) => ({
        apiVersion,
        kind: 'Widget',
        metadata: { name },
        spec: { title: 'a', ...spec },
      }),
    };
  }

  async define(definition: Body): Promise<void> {
    const created = await this.must(this.admin.post(CRDS, definition));
    const path = `${CRDS}/${stringAt(created.body, 'metadata', 'name')}`;
    this.cleanUp(path);
    await until(`${path} is established`, async () => {
      const { body } = await this.admin.get(path);
      const conditions = at(body, 'status', 'conditions');
      return Array.isArray(conditions) &&
        conditions.some(
          item =>
            at(item, 'type') === 'Established' && at(item, 'status') === 'True',
        )
        ? true
        : undefined;
    });
    const group = stringAt(definition, 'spec', 'group') ?? '';
    const plural = stringAt(definition, 'spec', 'names', 'plural') ?? '';
    await until(`${plural}.${group} is served`, async () =>
      (await this.admin.get(`/apis/${group}/v1/${plural}`)).status === 200
        ? true
        : undefined,
    );
  }

  /** The answer of a request that is no part of what is tested. */
  async must(answer: Promise<Answer>): Promise<Answer> {
    const { status, text, ...rest } = await answer;
    if (status >= 300) {
      throw new Error(`${status} ${text}`);
    }
    return { status, text, ...rest };
  }
}

export function configMap(
  name: string,
  data: Json = { a: '1' },
  metadata: Body = {},
): Body {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...metadata },
    data,
  };
}

export function configMaps(namespace: string, name?: string): string {
  return `/api/v1/namespaces/${namespace}/configmaps${name ? `/${name}` : ''}`;
}
