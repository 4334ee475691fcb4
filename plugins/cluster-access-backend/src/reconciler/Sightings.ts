import type {
  GrantProvider,
  GrantTarget,
  ObservedGrant,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';

/** Looks at the bindings of targets, and remembers which one it last saw of each. */
export class Sightings {
  /** UIDs of bindings as the watch cache last showed them, by target. */
  private readonly lastUids = new Map<string, string>();

  constructor(private readonly provider: GrantProvider) {}

  observe(key: string, target: GrantTarget): ObservedGrant | undefined {
    const observed = this.provider.observe(target);
    if (observed) {
      this.lastUids.set(key, observed.uid);
    }
    return observed;
  }

  lastUid(key: string): string | undefined {
    return this.lastUids.get(key);
  }

  forget(key: string): void {
    this.lastUids.delete(key);
  }
}
