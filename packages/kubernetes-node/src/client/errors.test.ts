import { errorOfAnswer, errorOfStatus } from './errors';

it.each([
  [400, 'InputError'],
  [401, 'AuthenticationError'],
  [403, 'NotAllowedError'],
  [404, 'NotFoundError'],
  [405, 'KubernetesRequestError'],
  [409, 'ConflictError'],
  [410, 'KubernetesRequestError'],
  [422, 'InputError'],
  [429, 'ServiceUnavailableError'],
  [500, 'KubernetesRequestError'],
  [503, 'ServiceUnavailableError'],
])('%d is told by the name %s', (statusCode, name) => {
  expect(errorOfAnswer('GET /x', statusCode, '')).toMatchObject({
    name,
    statusCode,
    message: `GET /x was answered with ${statusCode}`,
  });
});

it('shows what the API server said', () => {
  const status = {
    kind: 'Status',
    message: 'configmaps "a" not found',
    reason: 'NotFound',
    code: 404,
    details: { name: 'a', kind: 'configmaps' },
  };
  const expected = {
    name: 'NotFoundError',
    message: 'configmaps "a" not found',
    reason: 'NotFound',
    details: { name: 'a', kind: 'configmaps' },
    request: 'GET /x',
  };
  expect(errorOfAnswer('GET /x', 404, JSON.stringify(status))).toMatchObject(
    expected,
  );
  expect(errorOfStatus('GET /x', status)).toMatchObject(expected);
});

it('shows the beginning of what a proxy said instead', () => {
  expect(
    errorOfAnswer('GET /x', 502, `<h1>Bad Gateway</h1>${'x'.repeat(1000)}`)
      .message,
  ).toBe(
    `GET /x was answered with 502: <h1>Bad Gateway</h1>${'x'.repeat(180)}`,
  );
  expect(errorOfAnswer('GET /x', 502, '"text"').message).toBe(
    'GET /x was answered with 502: "text"',
  );
  expect(errorOfStatus('GET /x', 'nonsense')).toMatchObject({
    statusCode: 500,
  });
});
