import {
  externalIdField,
  InvalidFieldsError,
  parseFields,
} from '@cluster-self-service/iam-policy';
import type { FieldProblem } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { dnsLabel, dnsSubdomain, roleArn } from '../../fields';
import type { KubernetesObject } from '../../kubernetes';
import type { Organisation } from '../../organisation';
import { recordOf } from '../../records';
import { foreignKeys } from './keys';
import type { KesSecret } from './read';
import { readKes } from './read';
import { secretOf } from './secret';
import type { MigrationStep } from './steps';
import { migrationSteps } from './steps';
import { storeOf } from './stores';
import { kesWarnings } from './warnings';

/** What {@link migrateKes} takes. */
export const migrateKesInput = z.strictObject({
  /** YAML documents, or objects, each an ExternalSecret of `kubernetes-client.io/v1`. */
  manifests: z.union([
    z.string().max(4_194_304, 'use at most 4 MiB'),
    z.array(z.unknown()).max(1_000, 'use at most 1,000 manifests'),
  ]),
  /** Of manifests that name none. */
  namespace: dnsLabel.optional(),
  /** Service account of each namespace whose role the new stores begin with. */
  serviceAccount: dnsSubdomain,
  /** External ids that the trust policies ask for, by the role's ARN. */
  externalIds: recordOf(roleArn, externalIdField).default({}),
  /** Where the old controller runs. */
  controller: z
    .strictObject({
      namespace: dnsLabel.default('kubernetes-external-secrets'),
      deployment: dnsSubdomain.default('kubernetes-external-secrets'),
    })
    .prefault({}),
});
export type MigrateKesInput = z.input<typeof migrateKesInput>;

/** What takes the place of old ExternalSecrets, and how to get there. */
export interface KesMigration {
  /** SecretStores, then ExternalSecrets. */
  objects: KubernetesObject[];
  /** In their order. */
  steps: MigrationStep[];
  /** What has to be done besides, or works otherwise than before, by field. */
  warnings: FieldProblem[];
}

/**
 * Migrates ExternalSecrets of kubernetes-external-secrets, which is no longer maintained, to External Secrets Operator.
 *
 * @throws InvalidFieldsError naming every field that has no equal there; nothing is left out silently
 * @see https://github.com/external-secrets/kubernetes-external-secrets
 */
export function migrateKes(
  input: MigrateKesInput,
  organisation: Organisation,
): KesMigration {
  const { manifests, namespace, controller, ...options } = parseFields(
    migrateKesInput,
    input,
  );
  const secrets = readKes(manifests, namespace);
  const problems = [
    ...sameName(secrets),
    ...secrets.flatMap(secret => foreignKeys(secret, organisation)),
  ];
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
  const stores = new Map<string, KubernetesObject>();
  const migrated = secrets.map(secret => {
    const store = storeOf(secret, options, organisation);
    stores.set(`${secret.namespace}/${store.metadata.name}`, store);
    return secretOf(secret, store.metadata.name, organisation);
  });
  return {
    objects: [...stores.values(), ...migrated],
    steps: migrationSteps(secrets, [...stores.values()], controller),
    warnings: secrets.flatMap(secret =>
      kesWarnings(secret, options, organisation),
    ),
  };
}

function sameName(secrets: KesSecret[]): FieldProblem[] {
  return secrets.flatMap(({ namespace, metadata, path }, index) => {
    const first = secrets.findIndex(
      other =>
        other.namespace === namespace && other.metadata.name === metadata.name,
    );
    return first < index
      ? [
          {
            path: `${path}.metadata.name`,
            message: `is the name of manifests[${first}] already`,
          },
        ]
      : [];
  });
}
