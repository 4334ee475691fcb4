import type { AuditLine } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { createMockDirectory } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { buildArchive, type BuildArchiveOptions } from './buildArchive';
import { FixedSource, endedSession, unzip } from './__testUtils__/archives';

jest.setTimeout(60_000);

const directory = createMockDirectory();
const window = {
  from: new Date('2026-10-04T00:00:00.000Z'),
  to: new Date('2026-10-04T00:31:00.000Z'),
};

function line(
  index: number,
  raw = `{"auditID":"id-${index}","method":"GET"}`,
): AuditLine {
  return {
    at: new Date(window.from.getTime() + index * 1000),
    id: `id-${index}`,
    raw,
  };
}

function build(
  source: FixedSource,
  changes: Partial<BuildArchiveOptions> = {},
) {
  return buildArchive({
    session: endedSession,
    timeline: [
      {
        sequence: 1,
        at: endedSession.requestedAt,
        type: 'requested',
        message: 'Asked.',
      },
    ],
    subject: 'u-erin1',
    window,
    source,
    generatedAt: new Date('2026-10-04T00:32:00.000Z'),
    directory: directory.path,
    signal: new AbortController().signal,
    ...changes,
  });
}

async function unpack(
  source: FixedSource,
  changes?: Partial<BuildArchiveOptions>,
) {
  const archive = await build(source, changes);
  const bytes = await buffer(archive.open());
  const entries = await unzip(bytes);
  const file = (name: string) =>
    entries.find(entry => entry.name === name)?.content ?? '';
  return { archive, bytes, entries, file };
}

/** What is left of text with halves of surrogate pairs once it was written as UTF-8. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

describe('buildArchive', () => {
  beforeEach(() => directory.clear());

  it('asks the source for this person on this cluster in this window', async () => {
    const source = new FixedSource([]);
    await build(source);
    expect(source.asked).toEqual([
      {
        subject: 'u-erin1',
        cluster: 'c-m-abcde',
        from: window.from,
        to: window.to,
      },
    ]);
  });

  it('holds the lines as logged, the session, the metadata and a word for the reader', async () => {
    const { archive, bytes, entries, file } = await unpack(
      new FixedSource([line(1), line(2)]),
    );

    expect(entries.map(entry => entry.name)).toEqual([
      'audit.jsonl',
      'session.json',
      'metadata.json',
      'README.txt',
      'SHA256SUMS',
    ]);
    expect(file('audit.jsonl')).toBe(`${line(1).raw}\n${line(2).raw}\n`);
    expect(JSON.parse(file('session.json'))).toEqual({
      session: endedSession,
      timeline: [expect.objectContaining({ type: 'requested' })],
    });
    expect(JSON.parse(file('metadata.json'))).toEqual({
      formatVersion: 1,
      generator: {
        name: '@cluster-self-service/backstage-plugin-cluster-access-backend',
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      },
      generatedAt: '2026-10-04T00:32:00.000Z',
      sessionId: endedSession.id,
      subject: 'u-erin1',
      cluster: 'c-m-abcde',
      auditLog: {
        file: 'audit.jsonl',
        sha256: createHash('sha256').update(file('audit.jsonl')).digest('hex'),
        bytes: file('audit.jsonl').length,
        lines: 2,
        firstAt: '2026-10-04T00:00:01.000Z',
        lastAt: '2026-10-04T00:00:02.000Z',
        source: 'fixed',
        query: '{container="rancher-audit-log"}',
        window: {
          from: '2026-10-04T00:00:00.000Z',
          to: '2026-10-04T00:31:00.000Z',
        },
      },
      completeness: {
        truncated: false,
        statement: expect.stringContaining('Every line'),
        caveats: ['kubectl exec leaves no line.'],
      },
    });
    expect(file('README.txt')).toContain('Erin Engineer');
    expect(file('README.txt')).toContain('- kubectl exec leaves no line.');
    expect(archive).toMatchObject({
      fileName:
        '2026-10-04_production_erin_5f0c1f0e-8f2b-4d39-9a2b-3f1c8a7d6e21.zip',
      session: endedSession,
      lines: 2,
      truncated: false,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  });

  it('carries the checksums of its files as sha256sum --check reads them', async () => {
    const { entries, file } = await unpack(new FixedSource([line(1)]));
    const expected = entries
      .filter(entry => entry.name !== 'SHA256SUMS')
      .map(
        entry =>
          `${createHash('sha256').update(entry.content).digest('hex')}  ${
            entry.name
          }\n`,
      );
    expect(expected).toHaveLength(4);
    expect(file('SHA256SUMS')).toBe(expected.join(''));
  });

  it('is an archive too when nothing was logged', async () => {
    const { file, archive } = await unpack(new FixedSource([]));
    expect(file('audit.jsonl')).toBe('');
    expect(archive.lines).toBe(0);
    expect(JSON.parse(file('metadata.json')).auditLog).not.toHaveProperty(
      'firstAt',
    );
  });

  it('says so loudly when the source held lines back', async () => {
    const { file, archive } = await unpack(
      new FixedSource([line(1)], { query: 'q', truncated: true, caveats: [] }),
    );
    expect(archive.truncated).toBe(true);
    expect(JSON.parse(file('metadata.json')).completeness).toMatchObject({
      truncated: true,
    });
    expect(file('README.txt')).toContain('INCOMPLETE');
  });

  it('keeps one line of the log on one line of the file', async () => {
    const { file } = await unpack(
      new FixedSource([line(1, '{\r\n"a": 1,\n"b": 2}'), line(2)]),
    );
    expect(file('audit.jsonl')).toBe(`{ "a": 1, "b": 2}\n${line(2).raw}\n`);
  });

  it('lets no name from outside steer the terminal of the reader', async () => {
    const { file } = await unpack(new FixedSource([]), {
      session: {
        ...endedSession,
        reason: 'a\u001b[2Jb\nSession   forged\u202e',
      },
    });
    expect(file('README.txt')).toContain('Reason    a [2Jb Session   forged\n');
  });

  it('gives the same bytes for the same input, with the end of the session in UTC as time', async () => {
    const first = await unpack(new FixedSource([line(1), line(2)]));
    const second = await unpack(new FixedSource([line(1), line(2)]));
    expect(second.bytes.equals(first.bytes)).toBe(true);
    expect(first.entries.map(entry => entry.modified)).toEqual(
      Array(5).fill('0:30:2'),
    );
  });

  it('carries any lines unchanged, however they fall into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.string({ unit: 'binary' }),
            fc.integer({ min: 1, max: 40_000 }),
          ),
          { maxLength: 12 },
        ),
        async inputs => {
          const lines = inputs.map(([text, times], index) =>
            line(index, JSON.stringify(text).repeat(times).slice(0, 100_000)),
          );
          const { file, archive } = await unpack(new FixedSource(lines));
          const expected = lines
            .map(each => `${wellFormed(each.raw)}\n`)
            .join('');
          expect(file('audit.jsonl')).toBe(expected);
          expect(archive.lines).toBe(lines.length);
          await archive.dispose();
        },
      ),
      { numRuns: 25 },
    );
  });

  it('can be opened again for a retry, until it is disposed of', async () => {
    const archive = await build(new FixedSource([line(1)]));
    const first = await buffer(archive.open());
    expect((await buffer(archive.open())).equals(first)).toBe(true);

    await archive.dispose();
    await archive.dispose();
    expect(readdirSync(directory.path)).toEqual([]);
  });

  it('passes on what the source throws, and leaves nothing behind', async () => {
    function* failing() {
      yield line(1);
      throw new Error('The source went away');
    }
    const source = new FixedSource(failing());
    await expect(build(source)).rejects.toThrow('The source went away');
    expect(source.closed).toBe(true);
    expect(readdirSync(directory.path)).toEqual([]);
  });

  it('stops when it is told to, closes the source and leaves nothing behind', async () => {
    const stop = new AbortController();
    function* endless() {
      for (let index = 0; ; index += 1) {
        if (index === 10_000) {
          stop.abort();
        }
        yield line(index);
      }
    }
    const source = new FixedSource(endless());
    await expect(build(source, { signal: stop.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(source.closed).toBe(true);
    expect(readdirSync(directory.path)).toEqual([]);

    await expect(build(source, { signal: stop.signal })).rejects.toThrow();
  });
});
