import { isRecord } from '../records';
import { BadRequest } from './parameters';
import type { Entry } from './store';

/** One stream of a push request. */
export interface PushedStream {
  labels: Record<string, string>;
  entries: Array<Omit<Entry, 'visibleFrom'>>;
}

/**
 * Reads the body of a push, `{"streams": [{"stream": {...}, "values": [["<ns>", "<line>", {metadata}?]]}]}`.
 *
 * @throws BadRequest where it has another shape
 */
export function parsePush(body: unknown): PushedStream[] {
  if (!isRecord(body) || !Array.isArray(body.streams)) {
    throw new BadRequest("couldn't parse push request: no streams");
  }
  return body.streams.map((stream: unknown) => {
    if (
      !isRecord(stream) ||
      !isStringRecord(stream.stream) ||
      !Array.isArray(stream.values)
    ) {
      throw new BadRequest(
        'couldn\'t parse push request: a stream needs "stream" and "values"',
      );
    }
    if (Object.keys(stream.stream).length === 0) {
      throw new BadRequest(
        'error at least one label pair is required per stream',
      );
    }
    for (const name of Object.keys(stream.stream)) {
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
        throw new BadRequest(
          `error parsing labels: invalid label name ${JSON.stringify(name)}`,
        );
      }
    }
    return { labels: stream.stream, entries: stream.values.map(parseEntry) };
  });
}

function parseEntry(value: unknown): Omit<Entry, 'visibleFrom'> {
  if (!Array.isArray(value)) {
    throw new BadRequest(
      "couldn't parse push request: a value is a pair of time and line",
    );
  }
  const [at, line, metadata]: unknown[] = value;
  if (
    typeof at !== 'string' ||
    !/^\d{1,19}$/.test(at) ||
    typeof line !== 'string'
  ) {
    throw new BadRequest(
      "couldn't parse push request: time (a string of nanoseconds) and line (a string) expected",
    );
  }
  if (metadata !== undefined && !isStringRecord(metadata)) {
    throw new BadRequest(
      "couldn't parse push request: structured metadata is an object of strings",
    );
  }
  return { at: BigInt(at), line, metadata };
}

function isStringRecord(value: unknown): value is Record<string, string> {
  return (
    isRecord(value) &&
    Object.values(value).every(each => typeof each === 'string')
  );
}
