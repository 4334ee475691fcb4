import { explainFailure } from './outcome';

const now = Date.parse('2026-10-04T00:00:00Z');

function explain(
  status: number,
  body: string,
  retryAfter?: string,
  limit = 5000,
) {
  return explainFailure({ status, body, retryAfter }, limit, now);
}

describe('explainFailure', () => {
  it.each([
    'max entries limit per query exceeded, limit > max_entries_limit_per_query (5000 > 1000)',
    'max entries limit per query exceeded, limit > max_entries_limit (5000 > 1000)',
  ])('asks for as many lines as are allowed: %s', body => {
    expect(explain(400, body)).toEqual({ kind: 'lower-limit', limit: 1000 });
  });

  it('asks for half as many where the answer would be too large', () => {
    const body = 'grpc: received message larger than max (5000000 vs. 4194304)';
    expect(explain(500, body)).toEqual({ kind: 'lower-limit', limit: 2500 });
    expect(explain(413, '')).toEqual({ kind: 'lower-limit', limit: 2500 });
    expect(explain(500, body, undefined, 1)).toMatchObject({
      kind: 'unavailable',
    });
  });

  it.each([
    'the query time range exceeds the limit (query length: 2h, limit: 1h)',
    'the query would read too many bytes (query: 2GB, limit: 1GB)',
    'the query hit the max number of chunks limit (limit: 10, fetched: 20)',
    'maximum of series (500) reached for a single query',
  ])('asks for a shorter time: %s', body => {
    expect(explain(400, body)).toMatchObject({ kind: 'shorter-range' });
  });

  it('asks again later, when Loki says', () => {
    expect(explain(429, 'busy', '7')).toMatchObject({
      kind: 'unavailable',
      retryAfterSeconds: 7,
    });
    expect(explain(503, '', 'Sun, 04 Oct 2026 00:01:00 GMT')).toMatchObject({
      kind: 'unavailable',
      retryAfterSeconds: 60,
    });
    expect(explain(502, '', 'soon')).toEqual({
      kind: 'unavailable',
      message: 'Loki answered 502: ',
    });
  });

  it.each([
    [400, 'InputError', 'selector'],
    [401, 'NotAllowedError', 'credentials'],
    [403, 'NotAllowedError', 'credentials'],
    [404, 'ServiceUnavailableError', 'baseUrl'],
  ])('gives up on %s and says what to check', (status, name, hint) => {
    const outcome = explain(status, 'no');
    expect(outcome).toMatchObject({
      kind: 'refused',
      error: { name, message: expect.stringContaining(hint) },
    });
  });
});
