import { badRequest } from '../errors';
import type { JsonObject } from '../json';
import { stringAt, timestamp } from '../json';
import type { Json } from '../types';
import { ENVELOPE, type FieldKind, type Message, MESSAGES } from './messages';

const MAGIC = Buffer.from('k8s\0');
const TIME: Message = {
  fields: { 1: ['seconds', 'int'], 2: ['nanos', 'int'] },
};
const INT_OR_STRING: Message = {
  fields: { 1: ['type', 'int'], 2: ['number', 'int'], 3: ['text', 'string'] },
};

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

class Reader {
  #position = 0;

  constructor(private readonly bytes: Buffer) {}

  get done(): boolean {
    return this.#position >= this.bytes.length;
  }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes.at(this.#position);
      if (byte === undefined || this.#position >= this.bytes.length) {
        break;
      }
      this.#position += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return BigInt.asIntN(64, value);
      }
    }
    throw badRequest('the protobuf body is not well-formed');
  }

  take(length: number): Buffer {
    const end = this.#position + length;
    if (length < 0 || end > this.bytes.length) {
      throw badRequest('the protobuf body is not well-formed');
    }
    const taken = this.bytes.subarray(this.#position, end);
    this.#position = end;
    return taken;
  }

  /** A field's content: a number, or bytes. */
  content(wireType: number): bigint | Buffer {
    switch (wireType) {
      case VARINT:
        return this.varint();
      case FIXED64:
        return this.take(8);
      case LENGTH_DELIMITED:
        return this.take(Number(this.varint()));
      case FIXED32:
        return this.take(4);
      default:
        throw badRequest('the protobuf body is not well-formed');
    }
  }
}

function entries(
  bytes: Buffer,
): Array<{ number: number; content: bigint | Buffer }> {
  const reader = new Reader(bytes);
  const found = [];
  while (!reader.done) {
    const tag = Number(reader.varint());
    found.push({
      number: Math.floor(tag / 8),
      content: reader.content(tag % 8),
    });
  }
  return found;
}

const asBytes = (content: bigint | Buffer) =>
  Buffer.isBuffer(content) ? content : Buffer.alloc(0);
const asNumber = (content: bigint | Buffer) =>
  Buffer.isBuffer(content) ? 0 : Number(content);

function time(bytes: Buffer): string | undefined {
  const { seconds, nanos } = decodeMessage(TIME, bytes);
  if (seconds === undefined) {
    return undefined;
  }
  const date = new Date(Number(seconds) * 1000);
  const micros = Math.floor(Number(nanos ?? 0) / 1000);
  return micros > 0
    ? `${date.toISOString().slice(0, 19)}.${String(micros).padStart(6, '0')}Z`
    : timestamp(date);
}

function intOrString(bytes: Buffer): Json {
  const { type, number = 0, text = '' } = decodeMessage(INT_OR_STRING, bytes);
  return type === 1 ? text : number;
}

/** Go writes empty strings and zeroes of what is not a pointer: those mean nothing. */
function scalar(kind: FieldKind, content: bigint | Buffer): Json | undefined {
  switch (kind) {
    case 'string':
      return asBytes(content).toString('utf8') || undefined;
    case 'bytes':
      return asBytes(content).toString('base64');
    case 'int':
      return asNumber(content) || undefined;
    case 'optional int':
      return asNumber(content);
    case 'bool':
      return asNumber(content) !== 0;
    case 'time':
      return time(asBytes(content));
    case 'int or string':
      return intOrString(asBytes(content));
    case 'json': {
      const [raw] = entries(asBytes(content));
      const value: Json = raw
        ? JSON.parse(asBytes(raw.content).toString('utf8'))
        : {};
      return value;
    }
    default:
      return undefined;
  }
}

function mapEntry(kind: 'string' | 'bytes', bytes: Buffer): [string, Json] {
  const pair: Message = {
    fields: { 1: ['key', 'string'], 2: ['value', kind] },
  };
  const { key = '', value = '' } = decodeMessage(pair, bytes);
  return [String(key), value];
}

function decodeMessage({ fields }: Message, bytes: Buffer): JsonObject {
  const decoded = new Map<string, Json>();
  for (const { number, content } of entries(bytes)) {
    const [name, kind] = fields[number] ?? [];
    if (name === undefined || kind === undefined) {
      continue;
    }
    const present = decoded.get(name);
    if (typeof kind === 'string') {
      const value = scalar(kind, content);
      if (value !== undefined) {
        decoded.set(name, value);
      }
    } else if ('map' in kind) {
      const [key, value] = mapEntry(kind.map, asBytes(content));
      const map =
        typeof present === 'object' && !Array.isArray(present) ? present : {};
      decoded.set(name, { ...map, [key]: value });
    } else if ('list' in kind) {
      const item =
        kind.list === 'string'
          ? asBytes(content).toString('utf8')
          : decodeMessage(kind.list, asBytes(content));
      decoded.set(name, [...(Array.isArray(present) ? present : []), item]);
    } else {
      const value = decodeMessage(kind, asBytes(content));
      if (Object.keys(value).length > 0) {
        decoded.set(name, value);
      }
    }
  }
  return Object.fromEntries(decoded);
}

/**
 * A body of `application/vnd.kubernetes.protobuf` as the JSON it stands for.
 *
 * @throws ApiError 400 when it is not one, or of a type that is not read
 */
export function decodeProtobuf(body: Buffer): JsonObject {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw badRequest(
      'provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]',
    );
  }
  const { typeMeta, raw } = decodeMessage(
    ENVELOPE,
    body.subarray(MAGIC.length),
  );
  const apiVersion = stringAt(typeMeta, 'apiVersion') ?? '';
  const kind = stringAt(typeMeta, 'kind') ?? '';
  const type = MESSAGES[`${apiVersion}/${kind}`];
  if (!type) {
    throw badRequest(
      `no kind "${kind}" is registered for version "${apiVersion}" in protobuf`,
    );
  }
  return {
    apiVersion,
    kind,
    ...decodeMessage(type, Buffer.from(String(raw ?? ''), 'base64')),
  };
}
