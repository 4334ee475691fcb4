import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  pathOf,
  readOptionalMilliseconds,
  wrong,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { loadKubeConfig } from '@cluster-self-service/kubernetes-node';
import { ttlControllers, type TtlController } from './bindings/ttlMarkers';

const ROOT = 'clusterAccess.rancher';
const PLACEHOLDERS = ['email', 'name'];
/** What Kubernetes takes as a name. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const DNS_NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

export interface RancherConfig {
  kubeConfig: ReturnType<typeof loadKubeConfig>;
  principal: string;
  lease: { namespace: string; name: string; durationMs: number };
  ttlMarkers: TtlController[];
}

/** @throws InputError that names the path of the wrong value */
export function readRancherConfig(config: Config): RancherConfig {
  const section = config.getOptionalConfig(ROOT);
  return {
    kubeConfig: loadKubeConfig(config, `${ROOT}.kubernetes`),
    principal: readPrincipal(
      section?.getOptionalString('principal') ?? 'okta_user://{email}',
    ),
    lease: {
      namespace: readName(section, 'lease.namespace', 'cluster-self-service'),
      name: readName(section, 'lease.name', 'cluster-access'),
      durationMs: readLeaseDuration(section),
    },
    ttlMarkers: readTtlMarkers(section),
  };
}

function readPrincipal(template: string): string {
  const unknown = [...template.matchAll(/\{([^}]*)\}/g)]
    .map(([, placeholder]) => placeholder)
    .find(placeholder => !PLACEHOLDERS.includes(placeholder));
  if (unknown !== undefined) {
    throw new InputError(
      `'${ROOT}.principal' has the placeholder {${unknown}}; there are only {email} and {name}`,
    );
  }
  if (!/^[a-z0-9_]+:\/\/.*\{(email|name)\}/.test(template)) {
    throw new InputError(
      `'${ROOT}.principal' must look like okta_user://{email}: a Rancher principal with {email} or {name} in it`,
    );
  }
  if (template.startsWith('system://')) {
    throw new InputError(
      `'${ROOT}.principal' must name people, not accounts of Rancher's own`,
    );
  }
  return template;
}

function readName(
  section: Config | undefined,
  key: string,
  otherwise: string,
): string {
  const name = section?.getOptionalString(key) ?? otherwise;
  if (!DNS_NAME.test(name)) {
    throw new InputError(
      `'${ROOT}.${key}' must be a Kubernetes name, which '${name}' is not`,
    );
  }
  return name;
}

function readLeaseDuration(section: Config | undefined): number {
  const key = 'lease.duration';
  // Below three seconds there is no time left to notice that the Lease is lost.
  const milliseconds = readOptionalMilliseconds(section, key, ROOT, 15_000, {
    min: 3_000,
  });
  if (milliseconds % 1000 !== 0) {
    throw wrong(pathOf(ROOT, key), 'a Lease counts in whole seconds');
  }
  return milliseconds;
}

function readTtlMarkers(section: Config | undefined): TtlController[] {
  const names = section?.getOptionalStringArray('ttlMarkers') ?? ['kyverno'];
  return names.map(name => {
    const controller = ttlControllers.find(one => one === name);
    if (!controller) {
      throw new InputError(
        `'${ROOT}.ttlMarkers' knows ${ttlControllers.join(
          ', ',
        )}, not '${name}'`,
      );
    }
    return controller;
  });
}
