import type { RootConfigService } from '@backstage/backend-plugin-api';
import { ConfigReader, type Config } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import {
  pathOf,
  readCount,
  readMilliseconds,
  readOptionalMilliseconds,
  wrong,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { AccessRules, ReconcileSettings } from '../domain';
import { readPolicies } from './policies';

/** What the configuration says, checked. Times are milliseconds where the name does not say otherwise. */
export interface AccessSettings {
  rules: AccessRules;
  reconciler: Omit<ReconcileSettings, 'archiveSettle'> & {
    concurrency: number;
    pollInterval: number;
  };
  notifications: { concurrency: number; perSecond: number; timeout: number };
  archive: { settle: number; margin: number; concurrency: number };
  /** Where the portal is, without a slash at its end. */
  portalUrl: string;
}

const minute = 60_000;
const hour = 60 * minute;

/** @throws InputError that names the path of what is wrong */
export function readSettings(root: RootConfigService): AccessSettings {
  const config = root.getOptionalConfig('clusterAccess');
  return {
    rules: { policies: readPolicies(config), ...readRequest(config) },
    reconciler: readReconciler(config?.getOptionalConfig('reconciler')),
    notifications: readNotifications(
      config?.getOptionalConfig('notifications'),
    ),
    archive: readArchive(config?.getOptionalConfig('archive')),
    portalUrl: root.getString('app.baseUrl').replace(/\/+$/, ''),
  };
}

function readRequest(
  config: Config | undefined,
): Omit<AccessRules, 'policies'> {
  const path = 'clusterAccess.request';
  const request = config?.getOptionalConfig('request');
  const reasonPath = `${path}.reason`;
  const reasonConfig = request?.getOptionalConfig('reason');
  const reason = {
    minLength: readCount(reasonConfig, 'minLength', reasonPath, 10, { min: 0 }),
    maxLength: readCount(reasonConfig, 'maxLength', reasonPath, 500, {
      min: 1,
      max: 2000,
    }),
  };
  if (reason.minLength > reason.maxLength) {
    throw wrong(
      `${reasonPath}.minLength`,
      'it must not be more than maxLength',
    );
  }
  return {
    durations: readDurations(request, `${path}.durations`),
    minDurationSeconds:
      readOptionalMilliseconds(request, 'minDuration', path, minute, {
        min: 1000,
      }) / 1000,
    reason,
    groupsMaxAgeSeconds:
      readOptionalMilliseconds(request, 'groupsMaxAge', path, 24 * hour, {
        min: 1000,
      }) / 1000,
  };
}

function readDurations(request: Config | undefined, path: string): number[] {
  const listed = request?.getOptional<unknown>('durations');
  if (listed === undefined) {
    return [15 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 8 * hour].map(
      duration => duration / 1000,
    );
  }
  if (!Array.isArray(listed) || listed.length === 0) {
    throw wrong(path, 'it must be a list with at least one duration');
  }
  const durations = listed.map(
    (value: JsonValue, index) =>
      readMilliseconds(
        new ConfigReader({ value }),
        'value',
        path,
        { min: 1000 },
        pathOf(path, index),
      ) / 1000,
  );
  return [...new Set(durations)].sort((a, b) => a - b);
}

function readReconciler(
  config: Config | undefined,
): AccessSettings['reconciler'] {
  const path = 'clusterAccess.reconciler';
  const duration = (key: string, fallback: number, min = 0) =>
    readOptionalMilliseconds(config, key, path, fallback, { min });
  return {
    concurrency: readCount(config, 'concurrency', path, 64, {
      min: 1,
      max: 1024,
    }),
    pollInterval: duration('pollInterval', 1000, 100),
    prepareAhead: duration('prepareAhead', 5000),
    cacheLag: duration('cacheLag', 5000),
    heldBackAfter: duration('heldBackAfter', 10_000),
  };
}

function readNotifications(
  config: Config | undefined,
): AccessSettings['notifications'] {
  const path = 'clusterAccess.notifications';
  return {
    concurrency: readCount(config, 'concurrency', path, 4),
    perSecond: readCount(config, 'perSecond', path, 10),
    timeout: readOptionalMilliseconds(config, 'timeout', path, 15_000, {
      min: 100,
    }),
  };
}

function readArchive(config: Config | undefined): AccessSettings['archive'] {
  const path = 'clusterAccess.archive';
  return {
    settle: readOptionalMilliseconds(config, 'settle', path, minute),
    margin: readOptionalMilliseconds(config, 'margin', path, 5000),
    concurrency: readCount(config, 'concurrency', path, 4),
  };
}
