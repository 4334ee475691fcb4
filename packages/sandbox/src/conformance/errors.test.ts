import type { Json } from '../kubernetes/types';
import {
  configMap,
  configMaps,
  conformance,
  stringAt,
  type Answer,
} from './__testUtils__';

function failure({ body }: Answer): { [key: string]: Json } {
  const { kind, apiVersion, metadata, status, ...rest } = body;
  expect({ kind, apiVersion, metadata, status }).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
  });
  return rest;
}

conformance('Error messages', cluster => {
  let namespace: string;
  beforeAll(async () => {
    namespace = await cluster.namespace();
    await cluster.must(
      cluster.admin.post(configMaps(namespace), configMap('there')),
    );
  });

  it('not found', async () => {
    const answer = await cluster.admin.get(configMaps(namespace, 'nothing'));
    expect(answer.status).toBe(404);
    expect(failure(answer)).toEqual({
      message: 'configmaps "nothing" not found',
      reason: 'NotFound',
      details: { name: 'nothing', kind: 'configmaps' },
      code: 404,
    });
  });

  it('not found, with the group of the resource', async () => {
    const path = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}/roles/nothing`;
    expect(failure(await cluster.admin.get(path))).toEqual({
      message: 'roles.rbac.authorization.k8s.io "nothing" not found',
      reason: 'NotFound',
      details: {
        name: 'nothing',
        group: 'rbac.authorization.k8s.io',
        kind: 'roles',
      },
      code: 404,
    });
  });

  it.each(['delete', 'put', 'patch'] as const)(
    'not found, on %s',
    async verb => {
      const answer = await cluster.admin[verb](
        configMaps(namespace, 'nothing'),
        verb === 'delete' ? {} : configMap('nothing'),
      );
      expect([answer.status, answer.body.message]).toEqual([
        404,
        'configmaps "nothing" not found',
      ]);
    },
  );

  it('already exists', async () => {
    const answer = await cluster.admin.post(
      configMaps(namespace),
      configMap('there'),
    );
    expect(failure(answer)).toEqual({
      message: 'configmaps "there" already exists',
      reason: 'AlreadyExists',
      details: { name: 'there', kind: 'configmaps' },
      code: 409,
    });
  });

  it('a name that is no name', async () => {
    const answer = await cluster.admin.post(
      configMaps(namespace),
      configMap('A_'),
    );
    const cause =
      'Invalid value: "A_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, ' +
      "'-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for " +
      "validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    expect(failure(answer)).toEqual({
      message: `ConfigMap "A_" is invalid: metadata.name: ${cause}`,
      reason: 'Invalid',
      details: {
        name: 'A_',
        kind: 'ConfigMap',
        causes: [
          {
            reason: 'FieldValueInvalid',
            message: cause,
            field: 'metadata.name',
          },
        ],
      },
      code: 422,
    });
  });

  it('no name', async () => {
    const answer = await cluster.admin.post(configMaps(namespace), {
      apiVersion: 'v1',
      kind: 'ConfigMap',
    });
    expect(failure(answer)).toEqual({
      message:
        'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
      reason: 'Invalid',
      details: {
        kind: 'ConfigMap',
        causes: [
          {
            reason: 'FieldValueRequired',
            message: 'Required value: name or generateName is required',
            field: 'metadata.name',
          },
        ],
      },
      code: 422,
    });
  });

  it('labels that are no labels', async () => {
    const answer = await cluster.admin.post(
      configMaps(namespace),
      configMap('l', {}, { labels: { 'a b': 'c' } }),
    );
    expect(failure(answer)).toMatchObject({
      message: expect.stringMatching(
        /^ConfigMap "l" is invalid: metadata\.labels: Invalid value: "a b": name part must consist of alphanumeric/,
      ),
      reason: 'Invalid',
      code: 422,
    });
  });

  it('another namespace in the body than in the path', async () => {
    const answer = await cluster.admin.post(
      configMaps(namespace),
      configMap('b', {}, { namespace: 'other' }),
    );
    expect(failure(answer)).toEqual({
      message:
        'the namespace of the provided object does not match the namespace sent on the request',
      reason: 'BadRequest',
      code: 400,
    });
  });

  it('another name in the body than in the path', async () => {
    const answer = await cluster.admin.put(
      configMaps(namespace, 'there'),
      configMap('other'),
    );
    expect(failure(answer)).toEqual({
      message:
        'the name of the object (other) does not match the name on the URL (there)',
      reason: 'BadRequest',
      code: 400,
    });
  });

  it('a namespace that does not exist', async () => {
    const answer = await cluster.admin.post(
      configMaps('nothing'),
      configMap('b'),
    );
    expect(failure(answer)).toEqual({
      message: 'namespaces "nothing" not found',
      reason: 'NotFound',
      details: { name: 'nothing', kind: 'namespaces' },
      code: 404,
    });
  });

  it('an object of another kind', async () => {
    const answer = await cluster.admin.post(configMaps(namespace), {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
    });
    expect([answer.status, answer.body.reason]).toEqual([400, 'BadRequest']);
    expect(answer.body.message).toEqual(
      expect.stringContaining(
        'Secret in version "v1" cannot be handled as a ConfigMap',
      ),
    );
  });

  it('a body that is no JSON', async () => {
    const answer = await cluster.admin.post(configMaps(namespace), '{bad');
    expect([answer.status, answer.body.reason]).toEqual([400, 'BadRequest']);
  });

  it('a body of a type it does not know', async () => {
    const answer = await cluster.admin.post(configMaps(namespace), 'x', {
      contentType: 'text/plain',
    });
    expect([answer.status, answer.body.reason]).toEqual([
      415,
      'UnsupportedMediaType',
    ]);
    expect(answer.body.message).toEqual(
      expect.stringContaining(
        'the body of the request was in an unknown format - accepted media types include: ',
      ),
    );
  });

  it('an answer in a type it does not know', async () => {
    const answer = await cluster.admin.get(configMaps(namespace, 'there'), {
      accept: 'text/csv',
    });
    expect([answer.status, answer.body.reason]).toEqual([406, 'NotAcceptable']);
  });

  it('a method that the resource does not have', async () => {
    const answer = await cluster.admin.post(
      configMaps(namespace, 'there'),
      configMap('there'),
    );
    expect(failure(answer)).toMatchObject({
      message:
        'the server does not allow this method on the requested resource',
      reason: 'MethodNotAllowed',
      code: 405,
    });
  });

  it('a resourceVersion on an object to be created', async () => {
    const answer = await cluster.admin.post(
      configMaps(namespace),
      configMap('v', {}, { resourceVersion: '5' }),
    );
    expect(answer.body.message).toBe(
      'resourceVersion should not be set on objects to be created',
    );
  });

  it('a policy of deletion that it does not know', async () => {
    const answer = await cluster.admin.delete(configMaps(namespace, 'there'), {
      propagationPolicy: 'Foo',
    });
    expect(answer.status).toBe(422);
    expect(answer.body.message).toEqual(
      expect.stringContaining(
        'is invalid: propagationPolicy: Unsupported value: "Foo": supported values: ',
      ),
    );
    expect(
      stringAt(
        (await cluster.admin.get(configMaps(namespace, 'there'))).body,
        'metadata',
        'name',
      ),
    ).toBe('there');
  });
});
