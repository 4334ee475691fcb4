import { hasEnded } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { targetKey, targetOf, type SessionRecord } from '../domain';

/** The leader's memory of sessions that have not ended, by their targets. */
export class OpenSessions {
  private readonly byId = new Map<string, SessionRecord>();
  private readonly byTarget = new Map<string, Map<string, SessionRecord>>();

  get(id: string): SessionRecord | undefined {
    return this.byId.get(id);
  }

  ofTarget(key: string): SessionRecord[] {
    return [...(this.byTarget.get(key)?.values() ?? [])];
  }

  all(): Iterable<SessionRecord> {
    return this.byId.values();
  }

  targets(): Iterable<string> {
    return this.byTarget.keys();
  }

  /** Takes in a session as it was read or written; an older version than the one at hand is passed over. */
  put(record: SessionRecord): void {
    const known = this.byId.get(record.id);
    if (known && known.version >= record.version) {
      return;
    }
    const key = targetKey(targetOf(record));
    const siblings = this.byTarget.get(key);
    if (hasEnded(record.phase)) {
      this.byId.delete(record.id);
      siblings?.delete(record.id);
      if (siblings?.size === 0) {
        this.byTarget.delete(key);
      }
      return;
    }
    this.byId.set(record.id, record);
    if (siblings) {
      siblings.set(record.id, record);
    } else {
      this.byTarget.set(key, new Map([[record.id, record]]));
    }
  }
}
