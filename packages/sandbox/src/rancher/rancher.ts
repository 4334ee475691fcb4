import { NotFoundError } from '@backstage/errors';
import type { KubernetesApiServer } from '../kubernetes/types';
import { people } from '../people';
import { isRecord } from '../records';
import { actions, noise } from './actions';
import { startActivity } from './activity';
import { AuditLog } from './auditLog';
import { BindingCache } from './bindingCache';
import { BindingController } from './bindingController';
import { rancherCrds } from './crds';
import { DownstreamClusters } from './downstream';
import { MANAGEMENT_GROUP, resources } from './resources';
import { externalClusterRoles, roleTemplates } from './roleTemplates';
import {
  backgroundUsers,
  clusterConditions,
  clusters,
  rancherNamespaces,
  seeds,
  userAttributeSeed,
} from './seeds';
import type { Rancher, RancherOptions, WorkOptions } from './types';
import { BindingWebhook } from './webhook';

function install(api: KubernetesApiServer): void {
  rancherCrds.forEach(crd => api.objects.create(crd));
  rancherNamespaces
    .filter(name => !api.objects.get(resources.namespaces, name))
    .forEach(name =>
      api.objects.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      }),
    );
  externalClusterRoles
    .filter(({ name }) => !api.objects.get(resources.clusterRoles, name))
    .forEach(({ name, rules }) =>
      api.objects.create({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name },
        rules,
      }),
    );
}

function seed(api: KubernetesApiServer, now: Date): void {
  [...roleTemplates, ...seeds(now)].forEach(object => {
    const namespace = isRecord(object.metadata)
      ? object.metadata.namespace
      : undefined;
    api.objects.create(
      object,
      typeof namespace === 'string' ? namespace : undefined,
    );
  });
}

class SandboxRancher implements Rancher {
  readonly clusters = clusters;
  readonly #api: KubernetesApiServer;
  readonly #downstream: DownstreamClusters;
  readonly #log: AuditLog;
  readonly #now: () => Date;
  readonly #random: () => number;
  readonly #stops: Array<() => void> = [];

  constructor(api: KubernetesApiServer, options: RancherOptions) {
    this.#api = api;
    this.#now = options.now ?? (() => new Date());
    this.#random = options.random ?? Math.random;
    this.#downstream = new DownstreamClusters();
    this.#log = new AuditLog({
      api,
      sink: options.onAuditLine ?? (() => undefined),
      level: options.auditLevel ?? 1,
      now: this.#now,
    });
    install(api);
    const bindings = new BindingCache(api);
    api.addAdmission(new BindingWebhook(api, bindings));
    seed(api, this.#now());
    const controller = new BindingController({
      api,
      bindings,
      downstream: this.#downstream,
      mode: options.mode ?? 'legacy',
      latency: options.latencyMs ?? 20,
      onError: options.onError ?? (error => process.emitWarning(String(error))),
    });
    this.#stops.push(
      () => controller.stop(),
      () => bindings.stop(),
    );
    if (options.activityIntervalMs) {
      this.#stops.push(
        startActivity({
          downstream: this.#downstream,
          log: this.#log,
          work: work => this.work(work),
          workers: people.map(({ rancherUserId }) => rancherUserId),
          intervalMs: options.activityIntervalMs,
          random: this.#random,
        }),
      );
    }
  }

  isEffective(cluster: string, user: string, role: string): boolean {
    return this.#downstream
      .list()
      .some(
        right =>
          right.cluster === cluster &&
          right.subject === user &&
          right.role === role,
      );
  }

  effectiveRights() {
    return this.#downstream.list();
  }

  setReachable(cluster: string, reachable: boolean): void {
    this.#api.objects.update(resources.clusters, { name: cluster }, object => {
      const status = isRecord(object.status) ? object.status : {};
      object.status = { ...status, conditions: clusterConditions(reachable) };
    });
  }

  signIn(user: string, options: { groups?: string[]; at?: Date } = {}): void {
    const person = people.find(({ rancherUserId }) => rancherUserId === user);
    if (!person) {
      throw new NotFoundError(
        `Nobody of the sandbox has the Rancher user id ${user}`,
      );
    }
    const { metadata: _, ...fields } = userAttributeSeed(
      person,
      options.groups ?? person.oktaGroups,
      options.at ?? this.#now(),
    );
    this.#api.objects.update(
      resources.userAttributes,
      { name: user },
      object => {
        Object.assign(object, fields);
      },
    );
  }

  work({ user, cluster, actions: names }: WorkOptions): string[] {
    const allowed = this.#downstream
      .list()
      .some(right => right.cluster === cluster && right.subject === user);
    return names.flatMap(name => {
      const request = actions[name](cluster);
      return (
        this.#log.write(user, allowed ? request : { ...request, code: 403 }) ??
        []
      );
    });
  }

  writeNoise(lines: number): string[] {
    return Array.from({ length: lines }).flatMap(() => {
      const user =
        backgroundUsers[Math.floor(this.#random() * backgroundUsers.length)];
      const request = noise[Math.floor(this.#random() * noise.length)];
      return this.#log.write(user, request()) ?? [];
    });
  }

  stop(): void {
    this.#stops.splice(0).forEach(stop => stop());
  }
}

/** How long to wait for the API server to serve the types, in milliseconds. */
const SERVED_WITHIN = 5_000;

/**
 * Installs Rancher's types, webhook, controllers and the sandbox's clusters and people on an API server. Resolves when the
 * bindings that come with it are in effect.
 */
export async function startRancher(
  api: KubernetesApiServer,
  options: RancherOptions = {},
): Promise<Rancher> {
  const rancher = new SandboxRancher(api, options);
  const seeded = api.objects.list(resources.bindings).length;
  const deadline = Date.now() + SERVED_WITHIN;
  while (rancher.effectiveRights().length < seeded && Date.now() < deadline) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  if (rancher.effectiveRights().length < seeded) {
    rancher.stop();
    throw new Error(
      `Rancher's own bindings in ${MANAGEMENT_GROUP} did not take effect`,
    );
  }
  return rancher;
}
