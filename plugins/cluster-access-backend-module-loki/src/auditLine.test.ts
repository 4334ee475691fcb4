import { concernsCluster, readAuditLine } from './auditLine';

describe('readAuditLine', () => {
  const line = JSON.stringify({
    auditID: 'id-1',
    requestURI: '/k8s/clusters/c-m-abcde/api/v1/pods?q="x"',
    user: { name: 'u-1', group: ['system:authenticated'] },
    requestBody: { metadata: { requestURI: '/elsewhere' } },
  });

  it('reads what is of interest', () => {
    expect(readAuditLine(line)).toEqual({
      auditId: 'id-1',
      requestUri: '/k8s/clusters/c-m-abcde/api/v1/pods?q="x"',
      userName: 'u-1',
    });
  });

  it('reads what is left of a line that was cut off', () => {
    expect(readAuditLine(line.slice(0, -20))).toEqual({
      auditId: 'id-1',
      requestUri: '/k8s/clusters/c-m-abcde/api/v1/pods?q="x"',
    });
  });

  it.each([
    '',
    'text',
    '[]',
    'null',
    '{}',
    '{"auditID":1,"user":"u-1"}',
    '"requestURI":"\\q"',
  ])('finds nothing in %s', raw => {
    const found = Object.values(readAuditLine(raw)).filter(
      value => value !== undefined,
    );
    expect(found).toEqual([]);
  });
});

describe('concernsCluster', () => {
  it.each([
    '/k8s/clusters/c-m-abcde/api/v1/namespaces/shop/pods?limit=500',
    '/k8s/clusters/c-m-abcde',
    '/k8s//clusters/c%2Dm-abcde/apis',
    '/v3/clusters/c-m-abcde?action=generateKubeconfig',
    '/v3/projects/c-m-abcde:p-x1/secrets',
    '/v1/management.cattle.io.clusterroletemplatebindings/c-m-abcde/crtb-1',
    // The management cluster keeps what belongs to a cluster in a namespace of its id: who may edit bindings there can
    // make access last.
    '/k8s/clusters/local/apis/management.cattle.io/v3/namespaces/c-m-abcde/clusterroletemplatebindings',
    '/k8s/clusters/local/api/v1/namespaces/c-m-abcde/secrets',
    '/k8s/clusters/local/v1/management.cattle.io.clusters/c-m-abcde',
    '/apis/management.cattle.io/v3/namespaces/c-m-abcde/clusterroletemplatebindings/access-x',
    '/api/v1/namespaces/c-m-abcde/secrets',
  ])('takes %s', uri => {
    expect(concernsCluster(uri, 'c-m-abcde')).toBe(true);
  });

  it.each([
    '/k8s/clusters/c-m-abcdef/api/v1/pods',
    '/k8s/clusters/local/api/v1/namespaces/c-m-abcdef/pods',
    '/k8s/clusters/c-m-other/api/v1/namespaces/c-m-abcde/pods',
    '/apis/management.cattle.io/v3/clusters',
    '/v3/clusters/xc-m-abcde',
    '/v3/projects/c-m-abcdef:p-x1',
    '/v3/users?cluster=c-m-abcde',
    '/v3-public/c-m-abcde',
    '/meta/c-m-abcde',
    '/v3/clusters/c-m-abcde%',
    '',
  ])('leaves %s', uri => {
    expect(concernsCluster(uri, 'c-m-abcde')).toBe(false);
  });
});
