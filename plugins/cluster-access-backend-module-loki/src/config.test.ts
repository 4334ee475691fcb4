import { mockServices } from '@backstage/backend-test-utils';
import { readLokiConfig } from './config';

function read(loki?: Record<string, string | number | object>) {
  return readLokiConfig(
    mockServices.rootConfig({
      data: { clusterAccess: loki ? { loki: { ...loki } } : {} },
    }),
  );
}

const baseUrl = 'https://loki.example.com/gateway/';

describe('readLokiConfig', () => {
  it('has defaults that suit a Rancher with its audit log in a sidecar', () => {
    expect(read({ baseUrl })).toEqual({
      baseUrl: 'https://loki.example.com/gateway',
      selector: '{namespace="cattle-system",container="rancher-audit-log"}',
      headers: {},
      limit: 5000,
      timeoutMilliseconds: 30_000,
      maxLines: 1_000_000,
      maxReadMilliseconds: 900_000,
    });
  });

  it('takes what it is given', () => {
    const basic = read({
      baseUrl,
      selector: '{app="rancher"} |= "auditID"',
      tenant: 'platform',
      basicAuth: { username: 'reader', password: 'p:w' },
      limit: 100,
      timeout: '5s',
      maxLines: 10,
      maxReadTime: { minutes: 1 },
    });
    expect(basic).toMatchObject({
      selector: '{app="rancher"} |= "auditID"',
      headers: {
        'X-Scope-OrgID': 'platform',
        Authorization: 'Basic cmVhZGVyOnA6dw==',
      },
      limit: 100,
      timeoutMilliseconds: 5000,
      maxLines: 10,
      maxReadMilliseconds: 60_000,
    });
    expect(read({ baseUrl, bearerToken: 't' }).headers).toEqual({
      Authorization: 'Bearer t',
    });
  });

  it.each([
    [undefined, 'clusterAccess.loki'],
    [{}, 'clusterAccess.loki.baseUrl'],
    [{ baseUrl: 'loki' }, 'clusterAccess.loki.baseUrl'],
    [{ baseUrl: 'ftp://loki' }, 'clusterAccess.loki.baseUrl'],
    [{ baseUrl: 'http://user:secret@loki' }, 'clusterAccess.loki.baseUrl'],
    [{ baseUrl, selector: 'rancher' }, 'clusterAccess.loki.selector'],
    [{ baseUrl, limit: 0 }, 'clusterAccess.loki.limit'],
    [{ baseUrl, maxLines: 1.5 }, 'clusterAccess.loki.maxLines'],
    [{ baseUrl, timeout: 'soon' }, 'clusterAccess.loki.timeout'],
    [
      { baseUrl, maxReadTime: { seconds: 0 } },
      'clusterAccess.loki.maxReadTime',
    ],
    [
      { baseUrl, basicAuth: { username: 'u' } },
      'clusterAccess.loki.basicAuth.password',
    ],
    [
      {
        baseUrl,
        bearerToken: 't',
        basicAuth: { username: 'u', password: 'p' },
      },
      'clusterAccess.loki',
    ],
  ])('names the value that is wrong: %j', (loki, path) => {
    expect(() => read(loki)).toThrow(path);
  });

  it('keeps credentials out of what it says', () => {
    expect(() => read({ baseUrl: 'http://user:secret@loki' })).toThrow(
      expect.not.objectContaining({
        message: expect.stringContaining('secret'),
      }),
    );
  });
});
