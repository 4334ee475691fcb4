import fc from 'fast-check';
import { isApiError } from '../errors';
import { decodeProtobuf } from '.';

/** A message of length-delimited fields and numbers, by hand. */
function encode(fields: Array<[number, number | string | Buffer]>): Buffer {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') {
        return Buffer.from([number * 8, value]);
      }
      const bytes = Buffer.from(value);
      return Buffer.concat([
        Buffer.from([number * 8 + 2, bytes.length]),
        bytes,
      ]);
    }),
  );
}

function wrap(apiVersion: string, kind: string, raw: Buffer): Buffer {
  const typeMeta = encode([
    [1, apiVersion],
    [2, kind],
  ]);
  return Buffer.concat([
    Buffer.from('k8s\0'),
    encode([
      [1, typeMeta],
      [2, raw],
    ]),
  ]);
}

describe('Protobuf bodies', () => {
  it('are the JSON they stand for, without what is empty', () => {
    const metadata = encode([
      [1, 'a'],
      [2, ''],
      [8, Buffer.alloc(0)],
      [
        11,
        encode([
          [1, 'app'],
          [2, 'shop'],
        ]),
      ],
      [
        11,
        encode([
          [1, 'tier'],
          [2, 'web'],
        ]),
      ],
    ]);
    const data = encode([
      [1, 'key'],
      [2, 'value'],
    ]);
    const body = wrap(
      'v1',
      'ConfigMap',
      encode([
        [1, metadata],
        [2, data],
        [4, 1],
      ]),
    );
    expect(decodeProtobuf(body)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', labels: { app: 'shop', tier: 'web' } },
      data: { key: 'value' },
      immutable: true,
    });
  });

  it('have bytes as base64', () => {
    const data = encode([
      [1, 'key'],
      [2, 'secret'],
    ]);
    expect(
      decodeProtobuf(wrap('v1', 'Secret', encode([[2, data]]))),
    ).toMatchObject({
      data: { key: 'c2VjcmV0' },
    });
  });

  it('must be of a kind that is read', () => {
    expect(() => decodeProtobuf(wrap('v9', 'Thing', Buffer.alloc(0)))).toThrow(
      'no kind "Thing"',
    );
  });

  it('are refused, and never hang or crash, when they are garbage', () => {
    const failureOf = (body: Buffer): unknown => {
      try {
        decodeProtobuf(body);
        return undefined;
      } catch (error) {
        return error;
      }
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), bytes => {
        const failures = [
          failureOf(Buffer.concat([Buffer.from('k8s\0'), Buffer.from(bytes)])),
          failureOf(wrap('v1', 'ConfigMap', Buffer.from(bytes))),
        ];
        expect(failures.filter(error => error && !isApiError(error))).toEqual(
          [],
        );
      }),
    );
  });
});
