import { qualified } from '../errors';
import type { GroupResource } from '../types';
import type { ServedType } from './served-type';

/** Which types are served: the built-in ones, and those of CustomResourceDefinitions. */
export class TypeRegistry {
  /** By resource, then by version. */
  readonly #types = new Map<string, Map<string, ServedType>>();
  #generation = 0;

  constructor(builtIn: readonly ServedType[]) {
    for (const type of builtIn) {
      this.register([type]);
    }
  }

  /** Changes whenever the types do. */
  get generation(): number {
    return this.#generation;
  }

  /** @param versions - every served version of one resource; replaces what was registered before */
  register(versions: readonly ServedType[]): void {
    if (versions.length > 0) {
      this.#types.set(
        qualified(versions[0]),
        new Map(versions.map(type => [type.version, type] as const)),
      );
      this.#generation += 1;
    }
  }

  unregister(type: GroupResource): void {
    if (this.#types.delete(qualified(type))) {
      this.#generation += 1;
    }
  }

  find(
    group: string,
    version: string,
    resource: string,
  ): ServedType | undefined {
    return this.#types.get(qualified({ group, resource }))?.get(version);
  }

  /** The version clients should take. */
  preferred(type: GroupResource): ServedType | undefined {
    const versions = this.#types.get(qualified(type));
    const [first] = versions?.values() ?? [];
    return first && (versions?.get(first.versions[0]) ?? first);
  }

  ofKind(apiVersion: string, kind: string): ServedType | undefined {
    const [version, group = ''] = apiVersion.split('/').reverse();
    return this.all().find(
      type =>
        type.group === group && type.version === version && type.kind === kind,
    );
  }

  all(): ServedType[] {
    return [...this.#types.values()].flatMap(versions => [
      ...versions.values(),
    ]);
  }

  /** The groups with their versions, the best first. */
  groups(): Map<string, string[]> {
    const groups = new Map<string, Set<string>>();
    for (const { group, version } of this.all()) {
      const versions = groups.get(group) ?? new Set();
      groups.set(group, versions.add(version));
    }
    return new Map(
      [...groups].map(([group, versions]) => [
        group,
        [...versions].sort(byVersion),
      ]),
    );
  }
}

const VERSION = /^v(\d+)(?:(alpha|beta)(\d+))?$/;

/** Kubernetes' order of versions: stable before beta before alpha, then higher before lower. */
export function byVersion(a: string, b: string): number {
  const rank = (version: string): number[] => {
    const match = VERSION.exec(version);
    if (!match) {
      return [-1, 0, 0];
    }
    const [, major, stage, minor] = match;
    return [
      { alpha: 0, beta: 1 }[stage] ?? 2,
      Number(major),
      Number(minor ?? 0),
    ];
  };
  const [left, right] = [rank(a), rank(b)];
  const differing = left.findIndex((value, index) => value !== right[index]);
  return differing === -1
    ? a.localeCompare(b)
    : right[differing] - left[differing];
}
