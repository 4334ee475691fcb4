import type { FieldProblem } from '@cluster-self-service/iam-policy';
import type { Organisation } from '../../organisation';
import { namespacePrefix, remoteKey } from '../remoteKey';
import type { KesSecret } from './read';

/** Service of AWS that a backend stands for; none for Vault. */
export function awsServiceOf({ spec }: KesSecret) {
  const services = {
    secretsManager: 'SecretsManager',
    systemManager: 'ParameterStore',
    vault: undefined,
  } as const;
  return services[spec.backendType];
}

/** A key or folder that is read, and the field it is in. */
interface Read {
  key: string;
  path: string;
}

/** Every key and folder that an ExternalSecret reads. */
export function readsOf({ spec, path }: KesSecret): Read[] {
  return [
    ...spec.data.map((entry, index) =>
      'path' in entry
        ? { key: entry.path, path: `${path}.spec.data[${index}].path` }
        : { key: entry.key, path: `${path}.spec.data[${index}].key` },
    ),
    ...spec.dataFrom.map((key, index) => ({
      key,
      path: `${path}.spec.dataFrom[${index}]`,
    })),
    ...spec.dataFromWithOptions.map(({ key }, index) => ({
      key,
      path: `${path}.spec.dataFromWithOptions[${index}].key`,
    })),
  ];
}

/** The prefix of the namespace, where all that the ExternalSecret reads is below it. */
export function commonPrefix(
  secret: KesSecret,
  organisation: Organisation,
): string | undefined {
  const service = awsServiceOf(secret);
  const prefix =
    service && namespacePrefix(secret.namespace, organisation, service);
  const isBelow = ({ key }: Read) =>
    prefix !== undefined &&
    key.startsWith(prefix) &&
    remoteKey.safeParse(withoutVersion(key.slice(prefix.length))).success;
  return readsOf(secret).every(isBelow) ? prefix : undefined;
}

/** Parameter Store has the version behind the name: `name:3`. */
export function withoutVersion(key: string): string {
  return key.replace(/:[0-9]+$/, '');
}

/** Keys below the prefix of another namespace. */
export function foreignKeys(
  secret: KesSecret,
  organisation: Organisation,
): FieldProblem[] {
  if (!awsServiceOf(secret)) {
    return [];
  }
  const own = namespacePrefix(secret.namespace, organisation);
  return readsOf(secret).flatMap(({ key, path }) => {
    const name = `${key.replace(/^\/+/, '')}/`;
    return name.startsWith(`${organisation.secrets.pathPrefix}/`) &&
      !name.startsWith(own)
      ? [
          {
            path,
            message: `is a secret of another namespace: "${secret.namespace}" reads what begins with "${own}", and nothing else`,
          },
        ]
      : [];
  });
}
