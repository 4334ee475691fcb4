import type { KubernetesObject, ResourceType } from '../types';

/** https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/lease-v1/ */
export const leaseType: ResourceType = {
  group: 'coordination.k8s.io',
  version: 'v1',
  plural: 'leases',
  kind: 'Lease',
  namespaced: true,
};

export interface Lease extends KubernetesObject {
  spec?: {
    holderIdentity?: string;
    leaseDurationSeconds?: number;
    acquireTime?: string;
    renewTime?: string;
    leaseTransitions?: number;
  };
}

/** What one elector writes into a Lease. */
export interface Claim {
  namespace: string;
  name: string;
  identity: string;
  leaseDurationMs: number;
}

/** A Lease that nobody had so far. */
export function newLease(claim: Claim, nowMs: number): Lease {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: claim.name, namespace: claim.namespace },
    spec: {
      ...held(claim, nowMs),
      acquireTime: microTime(nowMs),
      leaseTransitions: 0,
    },
  };
}

/** The Lease at the start of a term. Every term has a higher number, even when the holder is the same as before. */
export function takenLease(lease: Lease, claim: Claim, nowMs: number): Lease {
  return {
    ...lease,
    spec: {
      ...lease.spec,
      ...held(claim, nowMs),
      acquireTime: microTime(nowMs),
      leaseTransitions: termOf(lease) + 1,
    },
  };
}

export function renewedLease(lease: Lease, claim: Claim, nowMs: number): Lease {
  return { ...lease, spec: { ...lease.spec, ...held(claim, nowMs) } };
}

/** The Lease that anyone may take at once. */
export function releasedLease(lease: Lease, nowMs: number): Lease {
  return {
    ...lease,
    spec: {
      ...lease.spec,
      holderIdentity: undefined,
      leaseDurationSeconds: 1,
      renewTime: microTime(nowMs),
    },
  };
}

/** The number of the term, which only grows while the Lease exists: a fencing token. */
export function termOf(lease: Lease): number {
  return lease.spec?.leaseTransitions ?? 0;
}

/** For how long a holder that says nothing more keeps a Lease, by its own word. */
export function durationOf(lease: Lease, fallbackMs: number): number {
  const seconds = lease.spec?.leaseDurationSeconds ?? 0;
  return seconds > 0 ? seconds * 1000 : fallbackMs;
}

function held({ identity, leaseDurationMs }: Claim, nowMs: number) {
  return {
    holderIdentity: identity,
    leaseDurationSeconds: Math.ceil(leaseDurationMs / 1000),
    renewTime: microTime(nowMs),
  };
}

/** RFC 3339 with microseconds, as the API's MicroTime wants it. */
function microTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}
