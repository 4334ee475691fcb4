import {
  InvalidFieldsError,
  parseFields,
} from '@cluster-self-service/iam-policy';
import type { FieldProblem } from '@cluster-self-service/iam-policy';
import type { KubernetesObject } from '../kubernetes';
import type { Organisation } from '../organisation';
import type {
  CheckedExternalSecret,
  ExternalSecretInput,
} from './externalSecretInput';
import { externalSecretInput } from './externalSecretInput';
import { checkPrefix, namespacePrefix } from './remoteKey';

type Source = CheckedExternalSecret['dataFrom'][number];
type Find = Extract<Source, { find: unknown }>['find'];

/**
 * An ExternalSecret that fills a Secret from a SecretStore of its namespace.
 *
 * @throws InvalidFieldsError naming every field that is wrong, a key outside the namespace's prefix among them
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export function externalSecret(
  input: ExternalSecretInput,
  organisation: Organisation,
): KubernetesObject[] {
  const secret = parseFields(externalSecretInput, input);
  const problems = [
    ...checkKeys(secret, organisation),
    ...secret.dataFrom.flatMap((source, index) =>
      'find' in source ? checkFind(secret, source.find, index) : [],
    ),
  ];
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
  return [
    externalSecretObject({
      ...secret,
      dataFrom: secret.dataFrom.map(source =>
        'extract' in source
          ? source
          : findIn(folderOf(source.find, secret, organisation), source.find),
      ),
    }),
  ];
}

function checkKeys(
  secret: CheckedExternalSecret,
  organisation: Organisation,
): FieldProblem[] {
  const { data, dataFrom } = secret;
  const keys = [
    ...data.map(({ key }, index) => ({ key, path: `data[${index}].key` })),
    ...dataFrom.map((source, index) =>
      'extract' in source
        ? { key: source.extract.key, path: `dataFrom[${index}].extract.key` }
        : { key: source.find.path ?? '', path: `dataFrom[${index}].find.path` },
    ),
  ];
  return keys.flatMap(({ key, path }) =>
    checkPrefix(key, path, secret, organisation),
  );
}

function checkFind(
  { store }: CheckedExternalSecret,
  find: Find,
  index: number,
): FieldProblem[] {
  const path = `dataFrom[${index}].find`;
  if (store.service === 'SecretsManager' && !find.roleListsWholeAccount) {
    return [
      {
        path: `${path}.roleListsWholeAccount`,
        message:
          'finding takes secretsmanager:ListSecrets and BatchGetSecretValue on the whole account, which roles of namespaces do not have: name the secrets in data or extract, or say true here',
      },
    ];
  }
  return [];
}

/**
 * External Secrets puts the store's prefix before keys, not before the path of a search: the search gets the whole path. Secrets
 * Manager compares it letter by letter, so it must end with `/`; Parameter Store knows folders.
 */
function folderOf(
  { path }: Find,
  { namespace, store }: CheckedExternalSecret,
  organisation: Organisation,
): string | undefined {
  if (store.service === 'Vault') {
    return path;
  }
  const whole = `${namespacePrefix(namespace, organisation, store.service)}${
    path ?? ''
  }`;
  return store.service === 'ParameterStore' ? whole.replace(/\/$/, '') : whole;
}

/**
 * A search by name and tags in a folder.
 *
 * @param folder - the whole path
 */
export function findIn(
  folder: string | undefined,
  { regexp, tags }: Pick<Find, 'regexp' | 'tags'>,
) {
  return {
    find: {
      ...(folder && { path: folder }),
      ...(regexp !== undefined && { name: { regexp } }),
      ...(tags && { tags }),
    },
    // What is found is called by its whole path, and keys of a Secret have no "/": the folders are left out.
    rewrite: [
      { regexp: { source: '^.*/([^/]+)$', target: '$1' } },
      { regexp: { source: '[^-._a-zA-Z0-9]', target: '_' } },
    ],
  };
}

/** The object, from values that have been checked; `dataFrom` as the object has it. */
export function externalSecretObject(
  secret: Omit<CheckedExternalSecret, 'dataFrom'> & { dataFrom: object[] },
): KubernetesObject {
  const { target, data, dataFrom, refreshPolicy } = secret;
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: secret.name, namespace: secret.namespace },
    spec: {
      refreshPolicy,
      ...(refreshPolicy === 'Periodic' && {
        refreshInterval: secret.refreshInterval,
      }),
      secretStoreRef: { kind: 'SecretStore', name: secret.store.name },
      target: {
        name: target.name ?? secret.name,
        creationPolicy: target.creationPolicy,
        deletionPolicy: target.deletionPolicy,
        ...(target.immutable !== undefined && { immutable: target.immutable }),
        ...(target.template && { template: templateOf(target.template) }),
      },
      ...(data.length > 0 && {
        data: data.map(({ secretKey, ...remoteRef }) => ({
          secretKey,
          remoteRef,
        })),
      }),
      ...(dataFrom.length > 0 && { dataFrom }),
    },
  };
}

function templateOf(
  template: NonNullable<CheckedExternalSecret['target']['template']>,
) {
  const { type, labels, annotations, data, mergePolicy } = template;
  return {
    engineVersion: 'v2',
    mergePolicy,
    ...(type && { type }),
    ...((labels || annotations) && {
      metadata: {
        ...(labels && { labels }),
        ...(annotations && { annotations }),
      },
    }),
    ...(data && { data }),
  };
}
