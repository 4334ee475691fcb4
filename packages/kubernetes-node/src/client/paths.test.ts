import fc from 'fast-check';
import {
  collectionPath,
  objectPath,
  queryString,
  scopedCollectionPath,
} from './paths';

const configMap = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  kind: 'ConfigMap',
  namespaced: true,
};
const cluster = {
  group: 'management.cattle.io',
  version: 'v3',
  plural: 'clusters',
  kind: 'Cluster',
  namespaced: false,
};

it('knows the paths of the API', () => {
  expect(collectionPath(configMap)).toBe('/api/v1/configmaps');
  expect(collectionPath(configMap, 'ns')).toBe(
    '/api/v1/namespaces/ns/configmaps',
  );
  expect(collectionPath(cluster, 'ignored')).toBe(
    '/apis/management.cattle.io/v3/clusters',
  );
  expect(objectPath(configMap, { name: 'a', namespace: 'ns' }, 'status')).toBe(
    '/api/v1/namespaces/ns/configmaps/a/status',
  );
});

it('refuses a name that would mean another thing, such as the whole collection', () => {
  for (const name of ['', '.', '..']) {
    expect(() => objectPath(configMap, { name, namespace: 'ns' })).toThrow(
      'is no name of',
    );
    expect(() => objectPath(configMap, { name: 'a', namespace: name })).toThrow(
      'is no namespace of',
    );
  }
  expect(() => scopedCollectionPath(configMap)).toThrow(
    'ConfigMap is namespaced, and no namespace was given',
  );
});

it('never lets a name out of its segment', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), name => {
      fc.pre(name !== '.' && name !== '..');
      const url = new URL(
        `https://x${objectPath(configMap, { name, namespace: 'ns' })}?q=1`,
      );
      expect(url.pathname.split('/').slice(0, -1).join('/')).toBe(
        '/api/v1/namespaces/ns/configmaps',
      );
      expect(decodeURIComponent(url.pathname.split('/').at(-1) ?? '')).toBe(
        name,
      );
      expect(url.search).toBe('?q=1');
    }),
  );
});

it('leaves what is undefined out of the query', () => {
  expect(queryString({ a: undefined })).toBe('');
  expect(
    queryString({
      labelSelector: 'a=b,c',
      limit: 5,
      watch: true,
      x: undefined,
    }),
  ).toBe('?labelSelector=a%3Db%2Cc&limit=5&watch=true');
});
