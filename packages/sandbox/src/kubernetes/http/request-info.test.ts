import { parseRequest } from './request-info';

describe('What a request is about', () => {
  it.each([
    ['GET /api/v1/pods', { verb: 'list', resource: 'pods' }],
    ['GET /api/v1/pods?watch=true', { verb: 'watch', resource: 'pods' }],
    [
      'GET /api/v1/namespaces/x/pods',
      { verb: 'list', resource: 'pods', namespace: 'x' },
    ],
    [
      'GET /api/v1/namespaces/x/pods/p',
      { verb: 'get', resource: 'pods', namespace: 'x', name: 'p' },
    ],
    [
      'PUT /api/v1/namespaces/x/pods/p/status',
      {
        verb: 'update',
        resource: 'pods',
        namespace: 'x',
        name: 'p',
        subresource: 'status',
      },
    ],
    ['GET /api/v1/namespaces', { verb: 'list', resource: 'namespaces' }],
    [
      'GET /api/v1/namespaces/x',
      { verb: 'get', resource: 'namespaces', namespace: 'x', name: 'x' },
    ],
    [
      'PUT /api/v1/namespaces/x/finalize',
      {
        verb: 'update',
        resource: 'namespaces',
        namespace: 'x',
        name: 'x',
        subresource: 'finalize',
      },
    ],
    [
      'DELETE /apis/apps/v1/namespaces/x/deployments',
      {
        verb: 'deletecollection',
        group: 'apps',
        resource: 'deployments',
        namespace: 'x',
      },
    ],
    [
      'PATCH /apis/example.com/v2/things/a',
      {
        verb: 'patch',
        group: 'example.com',
        version: 'v2',
        resource: 'things',
        name: 'a',
      },
    ],
    [
      'GET /api/v1/pods?fieldSelector=metadata.name%3Dp',
      { verb: 'list', resource: 'pods', name: 'p' },
    ],
    [
      'POST /api/v1/namespaces/x/pods',
      { verb: 'create', resource: 'pods', namespace: 'x' },
    ],
  ])('%s', (line, { verb, ...expected }) => {
    const [method, url] = line.split(' ');
    const info = parseRequest(method, url);
    expect(info.verb).toBe(verb);
    expect(JSON.parse(JSON.stringify(info.resource))).toEqual({
      group: '',
      version: 'v1',
      ...expected,
    });
  });

  it.each([
    '/',
    '/version',
    '/api',
    '/api/v1',
    '/apis',
    '/apis/apps',
    '/apis/apps/v1',
    '/x/y/z',
  ])('%s is no path of a resource', path =>
    expect(parseRequest('GET', path).resource).toBeUndefined(),
  );
});
