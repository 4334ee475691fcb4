import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  readCount,
  readOptionalMilliseconds,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';

const ROOT = 'clusterAccess.loki';

/** Everything that `clusterAccess.loki` says, with its defaults. */
export interface LokiConfig {
  /** Without a trailing slash. */
  baseUrl: string;
  selector: string;
  /** What every request carries: tenant and credentials. */
  headers: Record<string, string>;
  limit: number;
  timeoutMilliseconds: number;
  maxLines: number;
  maxReadMilliseconds: number;
}

/**
 * @param config - the root configuration
 * @throws InputError with the path of the value that is wrong
 */
export function readLokiConfig(config: Config): LokiConfig {
  const loki = config.getOptionalConfig(ROOT);
  if (!loki) {
    throw new InputError(
      `Missing ${ROOT}: say at least where Loki answers, in ${ROOT}.baseUrl`,
    );
  }
  const duration = (key: string, fallback: number) =>
    readOptionalMilliseconds(loki, key, ROOT, fallback, { min: 1 });
  return {
    baseUrl: readBaseUrl(loki.getString('baseUrl')),
    selector: readSelector(loki.getOptionalString('selector')),
    headers: readHeaders(loki),
    limit: readCount(loki, 'limit', ROOT, 5000),
    timeoutMilliseconds: duration('timeout', 30_000),
    maxLines: readCount(loki, 'maxLines', ROOT, 1_000_000),
    maxReadMilliseconds: duration('maxReadTime', 900_000),
  };
}

function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(`${ROOT}.baseUrl must be an http or https URL`);
  }
  if (url.username || url.password) {
    throw new InputError(
      `${ROOT}.baseUrl must not hold credentials: use ${ROOT}.basicAuth or ${ROOT}.bearerToken`,
    );
  }
  return text.replace(/\/+$/, '');
}

function readSelector(text: string | undefined): string {
  const selector = (
    text ?? '{namespace="cattle-system",container="rancher-audit-log"}'
  ).trim();
  if (!/^\{.+\}/s.test(selector)) {
    throw new InputError(
      `${ROOT}.selector must be a LogQL stream selector, for example {container="rancher-audit-log"}`,
    );
  }
  return selector;
}

function readHeaders(loki: Config): Record<string, string> {
  const tenant = loki.getOptionalString('tenant');
  const basic = loki.getOptionalConfig('basicAuth');
  const token = loki.getOptionalString('bearerToken');
  if (basic && token !== undefined) {
    throw new InputError(
      `${ROOT}: give either basicAuth or bearerToken, not both`,
    );
  }
  const credentials =
    basic && `${basic.getString('username')}:${basic.getString('password')}`;
  return {
    ...(tenant !== undefined && { 'X-Scope-OrgID': tenant }),
    ...(credentials !== undefined && {
      Authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
    }),
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  };
}
