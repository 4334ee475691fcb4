import { isJsonObject } from '../json';
import type { Json } from '../types';

/**
 * How a value is merged and owned: as a whole, or field by field, or item by item.
 *
 * @see https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/schema/elements.go
 */
export type MergeType = ScalarType | MapType | ListType | DeducedType;

export interface ScalarType {
  kind: 'scalar';
}

export interface MapType {
  kind: 'map';
  /** Owned as a whole. */
  atomic: boolean;
  /** Fields known by name: they are not owned by themselves when only something below them is applied. */
  fields: ReadonlyMap<string, MergeType>;
  /** The type of every other field. */
  element: MergeType;
  /** Whether every other field counts as known by name, too: a struct of which not all fields are listed here. */
  open: boolean;
}

export interface ListType {
  kind: 'list';
  relationship: 'atomic' | 'set' | 'map';
  /** The fields that tell the items of a `map` list apart, with what they default to. */
  keys: Array<{ name: string; fallback?: Json }>;
  element: MergeType;
}

/** Without a schema the value says what it is: objects are merged field by field, lists replaced as a whole. */
export interface DeducedType {
  kind: 'deduced';
  /** Whether objects are structs (see {@link MapType.open}). */
  open: boolean;
}

export const SCALAR: ScalarType = { kind: 'scalar' };
export const DEDUCED: DeducedType = { kind: 'deduced', open: false };
export const OPEN_STRUCT: DeducedType = { kind: 'deduced', open: true };
export const ATOMIC_LIST: ListType = {
  kind: 'list',
  relationship: 'atomic',
  keys: [],
  element: DEDUCED,
};

const DEDUCED_MAP: MapType = {
  kind: 'map',
  atomic: false,
  fields: new Map(),
  element: DEDUCED,
  open: false,
};
const DEDUCED_STRUCT: MapType = {
  kind: 'map',
  atomic: false,
  fields: new Map(),
  element: OPEN_STRUCT,
  open: true,
};

export type ResolvedType = ScalarType | MapType | ListType;

/** The type that fits the value; a value that does not fit its schema is owned as a whole. */
export function resolveType(
  type: MergeType,
  value: Json | undefined,
): ResolvedType {
  if (type.kind === 'deduced') {
    if (Array.isArray(value)) {
      return ATOMIC_LIST;
    }
    if (isJsonObject(value) || value === null || value === undefined) {
      return type.open ? DEDUCED_STRUCT : DEDUCED_MAP;
    }
    return SCALAR;
  }
  if (value === null || value === undefined) {
    return type;
  }
  return kindOf(value) === type.kind ? type : SCALAR;
}

function kindOf(value: Json): ResolvedType['kind'] {
  if (Array.isArray(value)) {
    return 'list';
  }
  return isJsonObject(value) ? 'map' : 'scalar';
}

export function fieldType(type: MapType, name: string): MergeType {
  return type.fields.get(name) ?? type.element;
}

export function isNamedField(type: MapType, name: string): boolean {
  return type.open || type.fields.has(name);
}

/** A struct with these fields; others are deduced. */
export function struct(fields: Record<string, MergeType>): MapType {
  return {
    kind: 'map',
    atomic: false,
    fields: new Map(Object.entries(fields)),
    element: OPEN_STRUCT,
    open: true,
  };
}

export function mapOf(element: MergeType): MapType {
  return {
    kind: 'map',
    atomic: false,
    fields: new Map(),
    element,
    open: false,
  };
}

export const ATOMIC_MAP: MapType = { ...DEDUCED_MAP, atomic: true };
export const SET: ListType = {
  kind: 'list',
  relationship: 'set',
  keys: [],
  element: SCALAR,
};

/** A list whose items are told apart by fields; `protocol=TCP` is a field with its default. */
export function listBy(
  keys: string[],
  element: MergeType = OPEN_STRUCT,
): ListType {
  return {
    kind: 'list',
    relationship: 'map',
    keys: keys.map(key => {
      const [name, fallback] = key.split('=');
      return { name, fallback };
    }),
    element,
  };
}
