/** A right that one binding gives in a downstream cluster: what a ClusterRoleBinding there would say. */
export interface DownstreamRight {
  cluster: string;
  /** A user's or a group's name. */
  subject: string;
  role: string;
}

/**
 * The ClusterRoleBindings of all downstream clusters, which is where access is decided. They outlive the binding that
 * they came from until a reachable cluster has lost them.
 */
export class DownstreamClusters {
  readonly #rights = new Map<string, DownstreamRight>();

  /** @param binding - UID of the binding that gives the right */
  add(binding: string, right: DownstreamRight): void {
    this.#rights.set(binding, right);
  }

  remove(binding: string): void {
    this.#rights.delete(binding);
  }

  has(binding: string): boolean {
    return this.#rights.has(binding);
  }

  list(): DownstreamRight[] {
    return [...this.#rights.values()];
  }
}
