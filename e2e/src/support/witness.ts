import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type {
  KubernetesApiServer,
  StoredObject,
} from '@cluster-self-service/sandbox';

/** Annotation in which a binding says which sessions hold it; see the README of the Rancher module. */
const HOLDS = 'cluster-self-service.io/holds';

/** One change of a binding, as the API server stored it. */
export interface BindingChange {
  /** Milliseconds since the epoch. */
  at: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  uid: string;
  /** `<cluster>/<subject>/<role>` */
  target: string;
  /** Ids of the sessions that hold it. */
  sessions: string[];
  isDeleting: boolean;
}

/** Writes down what happens to bindings and to the Lease, from the API server's own store: nothing is missed. */
export class ClusterWitness {
  readonly changes: BindingChange[] = [];
  readonly leads: Array<{ at: number; holder: string }> = [];
  readonly #listeners = new Set<(change: BindingChange) => void>();

  constructor(kubernetes: KubernetesApiServer) {
    kubernetes.objects.onChange(
      {
        group: 'management.cattle.io',
        resource: 'clusterroletemplatebindings',
      },
      ({ type, object }) => this.#note(type, object),
    );
    kubernetes.objects.onChange(
      { group: 'coordination.k8s.io', resource: 'leases' },
      ({ object }) => {
        const holder = textIn(object.spec, 'holderIdentity');
        if (holder !== (this.leads.at(-1)?.holder ?? '')) {
          this.leads.push({ at: Date.now(), holder });
        }
      },
    );
  }

  /** Calls with every change of a binding, while the API server still has its answer to the writer in hand. */
  onBinding(listener: (change: BindingChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** UIDs of the bindings that a session ever had. */
  bindingsOf(session: string): string[] {
    const held = this.changes.filter(({ sessions }) =>
      sessions.includes(session),
    );
    return [...new Set(held.map(({ uid }) => uid))];
  }

  /** When the last binding of a session was gone, or did not carry it any more; absent while one does. */
  goneAt(session: string): number | undefined {
    const times = this.bindingsOf(session).map(uid => {
      const changes = this.changes.filter(change => change.uid === uid);
      const last = changes.findLastIndex(
        ({ type, sessions }) =>
          type !== 'DELETED' && sessions.includes(session),
      );
      return changes[last + 1]?.at;
    });
    return times.length > 0 && times.every(time => time !== undefined)
      ? Math.max(...times)
      : undefined;
  }

  /** UIDs of the bindings that are still there. */
  open(): string[] {
    const last = new Map(this.changes.map(change => [change.uid, change.type]));
    return [...last].flatMap(([uid, type]) => (type === 'DELETED' ? [] : uid));
  }

  /** Since when someone has led who led at a time. */
  ledSince(time: number): number {
    return this.leads.findLast(({ at }) => at <= time)?.at ?? Infinity;
  }

  /**
   * How many milliseconds after its end the binding of a session was gone; counted from when someone led who could end it,
   * where nobody did at its end.
   */
  lateness({ id, expiresAt }: AccessSession): number {
    const gone = this.goneAt(id) ?? Infinity;
    return gone - Math.max(Date.parse(expiresAt ?? ''), this.ledSince(gone));
  }

  get leader(): string {
    return this.leads.at(-1)?.holder ?? '';
  }

  #note(type: BindingChange['type'], object: StoredObject): void {
    const { uid, annotations, deletionTimestamp } = object.metadata;
    const holds = annotations?.[HOLDS];
    if (holds === undefined) {
      return;
    }
    const change = {
      at: Date.now(),
      type,
      uid,
      target: [object.clusterName, object.userName, object.roleTemplateName]
        .map(String)
        .join('/'),
      sessions: [...holds.matchAll(/"sessionId":"([^"]+)"/g)].map(
        ([, id]) => id,
      ),
      isDeleting: deletionTimestamp !== undefined,
    };
    this.changes.push(change);
    this.#listeners.forEach(listener => listener(change));
  }
}

function textIn(value: unknown, key: string): string {
  const found: unknown =
    typeof value === 'object' && value !== null
      ? Object.entries(value).find(([name]) => name === key)?.[1]
      : undefined;
  return typeof found === 'string' ? found : '';
}
