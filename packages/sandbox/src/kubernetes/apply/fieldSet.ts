import { isJsonObject, type JsonObject } from '../json';
import type { Json } from '../types';
import { printElement, type PathElement } from './pathElement';

/**
 * A set of fields of an object. A field in the set says nothing about the fields below it or above it.
 *
 * @see https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/fieldpath/set.go
 */
export class FieldSet {
  private constructor(
    private readonly members: ReadonlySet<PathElement>,
    private readonly children: ReadonlyMap<PathElement, FieldSet>,
  ) {}

  static readonly empty = new FieldSet(new Set(), new Map());

  static create(
    members: Iterable<PathElement>,
    children: Iterable<[PathElement, FieldSet]> = [],
  ): FieldSet {
    return new FieldSet(
      new Set(members),
      new Map([...children].filter(([, child]) => !child.isEmpty())),
    );
  }

  static fromPaths(paths: PathElement[][]): FieldSet {
    return paths.reduce(
      (set, path) => set.union(FieldSet.fromPath(path)),
      FieldSet.empty,
    );
  }

  private static fromPath([first, ...rest]: PathElement[]): FieldSet {
    if (first === undefined) {
      return FieldSet.empty;
    }
    return rest.length === 0
      ? FieldSet.create([first])
      : FieldSet.create([], [[first, FieldSet.fromPath(rest)]]);
  }

  /** Reads `fieldsV1`; what it does not understand is left out. */
  static fromFieldsV1(fields: Json | undefined): FieldSet {
    const members: PathElement[] = [];
    const children: Array<[PathElement, FieldSet]> = [];
    for (const [element, below] of Object.entries(
      isJsonObject(fields) ? fields : {},
    )) {
      if (/^[fkv]:/.test(element) && isJsonObject(below)) {
        const keys = Object.keys(below);
        if (keys.length === 0 || keys.includes('.')) {
          members.push(element);
        }
        children.push([element, FieldSet.fromFieldsV1(below)]);
      }
    }
    return FieldSet.create(members, children);
  }

  toFieldsV1(): JsonObject {
    const fields: JsonObject = {};
    for (const element of this.elements()) {
      const child = this.children.get(element);
      const self: JsonObject =
        child && this.members.has(element) ? { '.': {} } : {};
      fields[element] = { ...self, ...child?.toFieldsV1() };
    }
    return fields;
  }

  private elements(): PathElement[] {
    // Code units order `f:` before `k:` before `v:`, as fieldsV1 has them.
    return [...new Set([...this.members, ...this.children.keys()])].sort();
  }

  isEmpty(): boolean {
    return this.members.size === 0 && this.children.size === 0;
  }

  has(element: PathElement): boolean {
    return this.members.has(element);
  }

  /** What the set has below a step. */
  below(element: PathElement): FieldSet {
    return this.children.get(element) ?? FieldSet.empty;
  }

  /** The steps below which the set has something. */
  parents(): Iterable<PathElement> {
    return this.children.keys();
  }

  mapBelow(
    change: (child: FieldSet, element: PathElement) => FieldSet,
  ): FieldSet {
    return FieldSet.create(
      this.members,
      [...this.children].map(([element, child]) => [
        element,
        change(child, element),
      ]),
    );
  }

  with(members: Iterable<PathElement>): FieldSet {
    return new FieldSet(new Set([...this.members, ...members]), this.children);
  }

  union(other: FieldSet): FieldSet {
    const children = new Map(this.children);
    for (const [element, child] of other.children) {
      children.set(element, this.below(element).union(child));
    }
    return new FieldSet(new Set([...this.members, ...other.members]), children);
  }

  intersection(other: FieldSet): FieldSet {
    return FieldSet.create(
      [...this.members].filter(element => other.members.has(element)),
      [...this.children].map(([element, child]) => [
        element,
        child.intersection(other.below(element)),
      ]),
    );
  }

  difference(other: FieldSet): FieldSet {
    return FieldSet.create(
      [...this.members].filter(element => !other.members.has(element)),
      [...this.children].map(([element, child]) => [
        element,
        child.difference(other.below(element)),
      ]),
    );
  }

  /** Everything but what is at or below these top-level fields. */
  without(names: PathElement[]): FieldSet {
    return FieldSet.create(
      [...this.members].filter(element => !names.includes(element)),
      [...this.children].filter(([element]) => !names.includes(element)),
    );
  }

  /** Only what is at or below these top-level fields. */
  restrictedTo(names: PathElement[]): FieldSet {
    return FieldSet.create(
      [...this.members].filter(element => names.includes(element)),
      [...this.children].filter(([element]) => names.includes(element)),
    );
  }

  equals(other: FieldSet): boolean {
    return this.difference(other).isEmpty() && other.difference(this).isEmpty();
  }

  /** Every field as conflicts name it: at each level first the set's own, then those below. */
  paths(): string[] {
    const below = [...this.children.keys()].sort().flatMap(element =>
      this.below(element)
        .paths()
        .map(path => printElement(element) + path),
    );
    return [...[...this.members].sort().map(printElement), ...below];
  }
}
