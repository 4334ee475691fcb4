import type { KubernetesObject } from '../../kubernetes';
import type { Organisation } from '../../organisation';
import { escapeGoTemplate } from '../../goTemplate';
import { externalSecretObject, findIn } from '../externalSecret';
import { decodeText } from './base64';
import { awsServiceOf, commonPrefix, withoutVersion } from './keys';
import type { KesData } from './manifest';
import type { KesSecret } from './read';

/** The new ExternalSecret. It takes the Secret over as it is and does not own it. */
export function secretOf(
  secret: KesSecret,
  storeName: string,
  organisation: Organisation,
): KubernetesObject {
  const { spec, namespace, metadata } = secret;
  const remoteRef = (entry: ReadOptions) =>
    remoteRefOf(entry, secret, organisation);
  return externalSecretObject({
    namespace,
    name: metadata.name,
    store: { name: storeName, service: awsServiceOf(secret) ?? 'Vault' },
    refreshPolicy: 'Periodic',
    refreshInterval: '1h',
    target: {
      creationPolicy: 'Orphan',
      deletionPolicy: 'Retain',
      template: templateOf(spec),
    },
    data: spec.data.flatMap(entry =>
      'path' in entry ? [] : [{ secretKey: entry.name, ...remoteRef(entry) }],
    ),
    dataFrom: [
      ...spec.dataFrom.map(key => ({ extract: remoteRef({ key }) })),
      ...spec.dataFromWithOptions.map(entry => ({ extract: remoteRef(entry) })),
      ...spec.data.flatMap(entry =>
        'path' in entry ? [findBelow(entry)] : [],
      ),
    ],
  });
}

interface ReadOptions {
  key: string;
  property?: string;
  versionStage?: string;
  versionId?: string;
  isBinary?: boolean;
}

function remoteRefOf(
  { key, property, versionStage, versionId, isBinary }: ReadOptions,
  secret: KesSecret,
  organisation: Organisation,
) {
  const prefix = commonPrefix(secret, organisation) ?? '';
  const isParameter = awsServiceOf(secret) === 'ParameterStore';
  const name = isParameter ? withoutVersion(key) : key;
  const stored = versionId ? `uuid/${versionId}` : versionStage;
  const version = isParameter ? key.slice(name.length + 1) : stored;
  return {
    key: name.slice(prefix.length),
    ...(property !== undefined && { property }),
    ...(version && { version }),
    // The old controller decoded texts and left binary secrets alone: so does Auto.
    ...(isBinary && { decodingStrategy: 'Auto' as const }),
  };
}

/** All parameters of a folder, called by the last part of their names. */
function findBelow({ path, recursive }: Extract<KesData, { path: string }>) {
  const folder = path.replace(/\/+$/, '');
  const literal = folder.replace(/[.+]/g, '\\$&');
  return findIn(folder, {
    regexp: recursive ? '.*' : `^${literal}/[^/]+$`,
  });
}

function templateOf({ type, template }: KesSecret['spec']) {
  const data = {
    ...mapValues(template?.data ?? {}, decodeText),
    ...template?.stringData,
  };
  const { labels, annotations } = template?.metadata ?? {};
  const secretType = template?.type ?? type;
  const hasData = Object.keys(data).length > 0;
  if (!secretType && !labels && !annotations && !hasData) {
    return undefined;
  }
  return {
    type: secretType,
    labels,
    annotations: annotations && mapValues(annotations, escapeGoTemplate),
    data: hasData ? mapValues(data, escapeGoTemplate) : undefined,
    // The old controller added what it had read to the template.
    mergePolicy: 'Merge' as const,
  };
}

function mapValues(
  map: Record<string, string>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [key, change(value)]),
  );
}
