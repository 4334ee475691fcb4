import { PassThrough, Readable } from 'node:stream';
import { ManualClock, settle } from '../testUtils/ManualClock';
import type { WatchEvent } from '../types';
import { readWatch } from './watchStream';

const object = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'Zürich', resourceVersion: '5' },
};
const never = new AbortController().signal;

async function read(
  stream: Readable,
  options: { signal?: AbortSignal; clock?: ManualClock } = {},
) {
  const events: WatchEvent<typeof object>[] = [];
  for await (const event of readWatch<typeof object>(stream, {
    request: 'GET /x?watch',
    signal: options.signal ?? never,
    clock: options.clock ?? new ManualClock(),
    idleTimeoutMs: 90_000,
    maxEventBytes: 1000,
  })) {
    events.push(event);
  }
  return events;
}

it('reads events however the bytes are cut', async () => {
  const bytes = Buffer.from(
    `${JSON.stringify({ type: 'ADDED', object })}\n\n` +
      `${JSON.stringify({
        type: 'BOOKMARK',
        object: { metadata: { resourceVersion: '7' } },
      })}\n` +
      `${JSON.stringify({ type: 'FUTURE', object })}\n${JSON.stringify({
        type: 'DELETED',
        object,
      })}\n`,
  );
  for (const size of [1, 7, bytes.length]) {
    const chunks = Array.from(
      { length: Math.ceil(bytes.length / size) },
      (_, i) => bytes.subarray(i * size, (i + 1) * size),
    );
    expect(await read(Readable.from(chunks))).toEqual([
      { type: 'ADDED', object },
      { type: 'BOOKMARK', resourceVersion: '7' },
      { type: 'DELETED', object },
    ]);
  }
});

it('throws the error that comes inside the stream', async () => {
  const status = {
    kind: 'Status',
    code: 410,
    reason: 'Expired',
    message: 'too old',
  };
  const line = `${JSON.stringify({ type: 'ERROR', object: status })}\n`;
  await expect(read(Readable.from([Buffer.from(line)]))).rejects.toMatchObject({
    statusCode: 410,
    reason: 'Expired',
    message: 'too old',
  });
});

it.each(['{"type":"ADD', 'null', '{"type":"ADDED"}', '[]'])(
  'does not take %p for an event, and does not quote it',
  async line => {
    await expect(
      read(Readable.from([Buffer.from(`${line}\n`)])),
    ).rejects.toThrow(
      /^GET \/x\?watch (sent something that is no watch event|was answered with something that is no JSON)$/,
    );
  },
);

it('takes a stream that says nothing for dead', async () => {
  const clock = new ManualClock();
  const stream = new PassThrough();
  const result = read(stream, { clock }).catch(error => error);
  await clock.advance(89_000);
  stream.write('\n');
  await clock.advance(89_000);
  expect(stream.destroyed).toBe(false);
  await clock.advance(1000);
  expect(await result).toMatchObject({
    name: 'ServiceUnavailableError',
    message: expect.stringContaining('no sign of life for 90000 ms'),
  });
  expect(stream.destroyed).toBe(true);
});

it('returns when the signal aborts, and closes the connection', async () => {
  const stream = new PassThrough();
  const controller = new AbortController();
  const result = read(stream, { signal: controller.signal });
  await settle();
  controller.abort();
  await expect(result).resolves.toEqual([]);
  expect(stream.destroyed).toBe(true);
  const late = new PassThrough();
  await expect(read(late, { signal: controller.signal })).resolves.toEqual([]);
  expect(late.destroyed).toBe(true);
});

it('refuses an event that never ends', async () => {
  await expect(read(Readable.from([Buffer.alloc(2000, 'x')]))).rejects.toThrow(
    'an event is larger than 1000 bytes',
  );
});
