import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKubeConfig, parseKubeConfig } from './loadKubeConfig';

const kubeconfig = `
apiVersion: v1
kind: Config
current-context: one
contexts:
  - { name: one, context: { cluster: c1, user: u } }
  - { name: two, context: { cluster: c2, user: u } }
  - { name: broken, context: { cluster: nowhere, user: u } }
clusters:
  - { name: c1, cluster: { server: https://one, certificate-authority: ca.pem } }
  - { name: c2, cluster: { server: https://two } }
users:
  - { name: u, user: { token: s3cret } }
`;
const pem = '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n';

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
  file = join(folder, 'config');
  writeFileSync(file, kubeconfig);
});
afterAll(() => rmSync(folder, { recursive: true }));

function load(section: JsonObject | undefined, env: NodeJS.ProcessEnv = {}) {
  return loadKubeConfig(
    new ConfigReader(section && { a: { kubernetes: section } }),
    'a.kubernetes',
    env,
  );
}

it('reads a kubeconfig file, paths in it being relative to it', () => {
  const cluster = load({ kubeConfigFile: file }).getCurrentCluster();
  expect(cluster).toMatchObject({
    server: 'https://one',
    caFile: join(folder, 'ca.pem'),
  });
  expect(
    load({ kubeConfigFile: file, context: 'two' }).getCurrentCluster()?.server,
  ).toBe('https://two');
});

it('takes a server with a token, and its certificate authority in either form', () => {
  for (const caData of [pem, Buffer.from(pem).toString('base64')]) {
    const kubeConfig = load({ server: 'https://s', token: 't', caData });
    expect(kubeConfig.getCurrentCluster()).toMatchObject({
      server: 'https://s',
      caData: Buffer.from(pem).toString('base64'),
    });
    expect(kubeConfig.getCurrentUser()?.token).toBe('t');
  }
  expect(
    load({ server: 'https://s', tokenFile: '/t' }).getCurrentUser()
      ?.authProvider,
  ).toEqual({
    name: 'tokenFile',
    config: { tokenFile: '/t' },
  });
});

it('takes the service account of the pod', () => {
  const env = {
    KUBERNETES_SERVICE_HOST: '10.0.0.1',
    KUBERNETES_SERVICE_PORT: '443',
  };
  for (const section of [undefined, {}, { inCluster: true }]) {
    expect(load(section, env).getCurrentUser()?.authProvider.name).toBe(
      'tokenFile',
    );
  }
});

it.each<[string, JsonObject | undefined, string]>([
  ['nothing', undefined, "Set one of 'a.kubernetes.kubeConfigFile'"],
  [
    'a pod that is none',
    { inCluster: true },
    "'a.kubernetes.inCluster' is set, but",
  ],
  ['two ways', { server: 'https://s', inCluster: true }, 'Set only one of'],
  [
    'a missing file',
    { kubeConfigFile: '/nowhere' },
    "'a.kubernetes.kubeConfigFile' names a file that cannot be read",
  ],
  [
    'a missing context',
    { kubeConfigFile: 'FILE', context: 'x' },
    "which 'a.kubernetes.context' asks for",
  ],
  [
    'a broken context',
    { kubeConfigFile: 'FILE', context: 'broken' },
    "which 'a.kubernetes.context' asks for",
  ],
  [
    'no URL',
    { server: 'rancher', token: 't' },
    "'a.kubernetes.server' must be a URL",
  ],
  [
    'no TLS',
    { server: 'http://s', token: 't' },
    "'a.kubernetes.server' has no TLS",
  ],
  [
    'no token',
    { server: 'https://s' },
    "needs exactly one of 'a.kubernetes.token'",
  ],
  [
    'two tokens',
    { server: 'https://s', token: 't', tokenFile: 'f' },
    'needs exactly one of',
  ],
  [
    'no certificate',
    { server: 'https://s', token: 't', caData: 'x' },
    "'a.kubernetes.caData' must be a cert",
  ],
  ['a wrong type', { server: 5 }, "'a.kubernetes.server'"],
])('refuses %s with the path', (_, section, message) => {
  const values =
    section?.kubeConfigFile === 'FILE'
      ? { ...section, kubeConfigFile: file }
      : section;
  expect(() => load(values)).toThrow(message);
});

it('never quotes a file, which holds secrets', () => {
  const broken = `${kubeconfig}\n  - token: "s3cret`;
  writeFileSync(join(folder, 'broken'), broken);
  for (const run of [
    () => parseKubeConfig(broken),
    () => load({ kubeConfigFile: join(folder, 'broken') }),
    () => parseKubeConfig('s3cret'),
  ]) {
    let message = '';
    try {
      run();
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain('kubeconfig');
    expect(message).not.toContain('s3cret');
  }
});
