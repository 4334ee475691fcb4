import type { AuditLine } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { FixedSource } from './__testUtils__/archives';
import { toJsonLines } from './auditLog';

const at = new Date('2026-10-04T00:00:00Z');
const query = { subject: 'u-1', cluster: 'c-m-abcde', from: at, to: at };

function* lines(count: number, given: { lines: number }): Generator<AuditLine> {
  for (let index = 0; index < count; index += 1) {
    given.lines += 1;
    yield { at, id: String(index), raw: 'x'.repeat(1023) };
  }
}

describe('toJsonLines', () => {
  it('takes from the source only what it is asked for', async () => {
    const given = { lines: 0 };
    const source = new FixedSource(lines(1_000_000, given));
    const chunks = toJsonLines(
      source.read(query, new AbortController().signal),
    );
    for (const expected of [64, 128, 192]) {
      const { value } = await chunks.next();
      expect(value).toHaveLength(64 * 1024);
      expect(given.lines).toBe(expected);
    }
  });

  it('closes the source when nobody wants more', async () => {
    const source = new FixedSource(lines(1_000_000, { lines: 0 }));
    for await (const chunk of toJsonLines(
      source.read(query, new AbortController().signal),
    )) {
      expect(chunk).toHaveLength(64 * 1024);
      break;
    }
    expect(source.closed).toBe(true);
  });
});
