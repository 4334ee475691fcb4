import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { KubeConfig } from '@kubernetes/client-node';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRecord } from './errors';

/**
 * How configuration says where an API server is and who we are there. Exactly one of `kubeConfigFile`, `server` and
 * `inCluster`; without any of them the pod's own service account is taken, where there is one.
 *
 * The place where the keys are documented: a plugin's `config.d.ts` repeats the shape under its own key, with
 * `@visibility secret` on `token`, so that `backstage-cli config:check` needs no other package to know it.
 *
 * @public
 */
export interface KubernetesConnectionConfig {
  /** Path of a kubeconfig file. Exec plugins, OIDC, client certificates and proxies in it work. */
  kubeConfigFile?: string;
  /** Context in that file. Default: its current one. */
  context?: string;
  /** URL of the API server; with Rancher `https://<rancher>/k8s/clusters/local`. */
  server?: string;
  /**
   * Bearer token, with `server`.
   *
   * @visibility secret
   */
  token?: string;
  /** File that holds the bearer token, with `server`; read again as it changes. */
  tokenFile?: string;
  /** Certificate authority of `server`: PEM, or PEM in base64 as kubeconfigs have it. */
  caData?: string;
  /** File with the certificate authority of `server`, PEM. */
  caFile?: string;
  /** Talks to `server` whoever it is. For trying things out only. */
  skipTlsVerify?: boolean;
  /** Use the service account of the pod this runs in. */
  inCluster?: boolean;
}

/**
 * Reads a {@link KubernetesConnectionConfig}.
 *
 * @param config - the root configuration, so that messages can name the whole path
 * @param key - where the section is, for example `clusterAccess.rancher.kubernetes`; it may be missing
 * @param env - of the process; tells whether this runs in a pod
 * @throws InputError, or the error of `@backstage/config`, that names the path of the wrong value
 * @public
 */
export function loadKubeConfig(
  config: Config,
  key: string,
  env: NodeJS.ProcessEnv = process.env,
): KubeConfig {
  const section = config.getOptionalConfig(key);
  const kubeConfigFile = section?.getOptionalString('kubeConfigFile');
  const server = section?.getOptionalString('server');
  const inCluster = section?.getOptionalBoolean('inCluster') ?? false;
  const given = [kubeConfigFile !== undefined, server !== undefined, inCluster];
  if (given.filter(Boolean).length > 1) {
    throw new InputError(
      `Set only one of '${key}.kubeConfigFile', '${key}.server' and '${key}.inCluster'`,
    );
  }
  if (section && kubeConfigFile !== undefined) {
    return fromFile(kubeConfigFile, section.getOptionalString('context'), key);
  }
  if (section && server !== undefined) {
    return fromServer(section, server, key);
  }
  if (!env.KUBERNETES_SERVICE_HOST) {
    throw new InputError(
      inCluster
        ? `'${key}.inCluster' is set, but this does not run in a Kubernetes pod`
        : `Set one of '${key}.kubeConfigFile', '${key}.server' and '${key}.inCluster': this does not run in a Kubernetes pod, whose service account would be taken otherwise`,
    );
  }
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromCluster();
  return kubeConfig;
}

/**
 * Reads the text of a kubeconfig. Relative paths in it stay relative to the working directory.
 *
 * @throws InputError that does not quote the text, which holds secrets
 * @public
 */
export function parseKubeConfig(text: string): KubeConfig {
  const kubeConfig = new KubeConfig();
  try {
    kubeConfig.loadFromString(text);
  } catch (error) {
    const line =
      isRecord(error) &&
      isRecord(error.mark) &&
      typeof error.mark.line === 'number'
        ? ` (line ${error.mark.line + 1})`
        : '';
    throw new InputError(`The kubeconfig cannot be read${line}`);
  }
  if (!kubeConfig.getCurrentCluster()) {
    throw new InputError(
      'The kubeconfig has no current context with a cluster',
    );
  }
  return kubeConfig;
}

function fromFile(
  file: string,
  context: string | undefined,
  key: string,
): KubeConfig {
  const path = `${key}.kubeConfigFile`;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(
      `'${path}' names a file that cannot be read: ${file}`,
      error,
    );
  }
  const kubeConfig = new KubeConfig();
  try {
    kubeConfig.loadFromString(text);
  } catch {
    // The parser's own message quotes the text, which may hold a secret.
    throw new InputError(
      `'${path}' names a file that is no kubeconfig: ${file}`,
    );
  }
  kubeConfig.makePathsAbsolute(dirname(file));
  if (context !== undefined) {
    kubeConfig.setCurrentContext(context);
  }
  if (!kubeConfig.getCurrentCluster()) {
    const problem =
      context === undefined
        ? `has no current context with a cluster; set '${key}.context'`
        : `has no context '${context}' with a cluster, which '${key}.context' asks for`;
    throw new InputError(`The kubeconfig ${file} of '${path}' ${problem}`);
  }
  return kubeConfig;
}

function fromServer(section: Config, server: string, key: string): KubeConfig {
  const skipTLSVerify = section.getOptionalBoolean('skipTlsVerify') ?? false;
  checkServer(server, skipTLSVerify, `${key}.server`);
  const token = section.getOptionalString('token');
  const tokenFile = section.getOptionalString('tokenFile');
  if ((token === undefined) === (tokenFile === undefined)) {
    throw new InputError(
      `'${key}.server' needs exactly one of '${key}.token' and '${key}.tokenFile'`,
    );
  }
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(
    {
      name: 'cluster',
      server,
      skipTLSVerify,
      caData: certificate(section.getOptionalString('caData'), `${key}.caData`),
      caFile: section.getOptionalString('caFile'),
    },
    {
      name: 'user',
      token,
      authProvider: tokenFile && { name: 'tokenFile', config: { tokenFile } },
    },
  );
  return kubeConfig;
}

function checkServer(
  server: string,
  skipTLSVerify: boolean,
  path: string,
): void {
  const protocol = URL.canParse(server) ? new URL(server).protocol : undefined;
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new InputError(`'${path}' must be a URL that starts with https://`);
  }
  if (protocol === 'http:' && !skipTLSVerify) {
    throw new InputError(
      `'${path}' has no TLS, so its token could be read on the way: use https://, or set 'skipTlsVerify' on a machine of your own`,
    );
  }
}

/** Kubeconfigs hold PEM in base64; people paste PEM. Both do. */
function certificate(
  data: string | undefined,
  path: string,
): string | undefined {
  if (data === undefined) {
    return undefined;
  }
  const pem = data.includes('-----BEGIN')
    ? data
    : Buffer.from(data, 'base64').toString('utf8');
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
    throw new InputError(
      `'${path}' must be a certificate in PEM, or that in base64`,
    );
  }
  return Buffer.from(pem).toString('base64');
}
