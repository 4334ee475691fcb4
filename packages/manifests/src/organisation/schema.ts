import {
  accountIdField,
  parseFields,
  platformFields,
  regionField,
} from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import {
  dnsLabel,
  dnsSubdomain,
  imageReference,
  labelKey,
  labelValue,
  repositoryPath,
} from '../fields';
import { defaultOrganisation } from './defaults';
import type { Organisation } from './types';

const { aws, kubernetes, secrets, images, argocd, spacelift, vault } =
  defaultOrganisation;

const platform = platformFields.shape;

const objectPrefix = z
  .string()
  .max(20, 'use at most 20 characters')
  .regex(
    /^([a-z0-9][a-z0-9-]*)?$/,
    'use lower case letters, digits and "-", with a letter or digit in front',
  );

const externalIdPrefix = z
  .string()
  .min(1, 'must not be empty')
  .max(100, 'use at most 100 characters')
  .regex(/^[\w+=,.:/-]*$/, 'use letters, digits and any of _+=,.:/-');

/** A path in Vault, Secrets Manager or a forge. */
const path = repositoryPath.max(200, 'use at most 200 characters');

const httpAddress = z
  .url({ protocol: /^https?$/, message: 'write an https:// address' })
  .max(500, 'use at most 500 characters')
  .regex(
    /^https?:\/\/[A-Za-z0-9.[\]:-]+(\/[A-Za-z0-9._~/-]*)?$/,
    'write an address without user, query and fragment',
  );

/** Checks every name of an organisation, and fills in the defaults for what is left out. */
export const organisationSchema = z.strictObject({
  aws: z
    .strictObject({
      accountId: platform.accountId.default(aws.accountId),
      partition: platform.partition.default(aws.partition),
      region: regionField.default(aws.region),
      organizationId: platform.organizationId,
      oidcIssuer: platform.oidcIssuer.default(aws.oidcIssuer),
      clusterArn: platform.clusterArn.default(aws.clusterArn),
      rolePrefix: platform.rolePrefix.default(aws.rolePrefix),
      externalRolePrefix: platform.externalRolePrefix.default(
        aws.externalRolePrefix,
      ),
      externalIdPrefix: externalIdPrefix.default(aws.externalIdPrefix),
      permissionsBoundaryArn: platform.permissionsBoundaryArn,
    })
    .prefault({}),
  kubernetes: z
    .strictObject({
      computeAnnotation: labelKey.default(kubernetes.computeAnnotation),
      hybridCompute: labelValue.default(kubernetes.hybridCompute),
      managedPrefix: objectPrefix.default(kubernetes.managedPrefix),
      domain: dnsSubdomain.default(kubernetes.domain),
      clusterName: dnsLabel.default(kubernetes.clusterName),
    })
    .prefault({}),
  secrets: z
    .strictObject({ pathPrefix: path.default(secrets.pathPrefix) })
    .prefault({}),
  images: z
    .strictObject({ awsCli: imageReference.default(images.awsCli) })
    .prefault({}),
  argocd: z
    .strictObject({
      namespace: dnsLabel.default(argocd.namespace),
      destinationServer: httpAddress.default(argocd.destinationServer),
      projectPrefix: objectPrefix.default(argocd.projectPrefix),
    })
    .prefault({}),
  spacelift: z
    .strictObject({
      accountId: accountIdField.default(spacelift.accountId),
      accountName: dnsLabel.default(spacelift.accountName),
      parentSpaceId: path.default(spacelift.parentSpaceId),
      repository: path.default(spacelift.repository),
      branch: repositoryPath.default(spacelift.branch),
    })
    .prefault({}),
  vault: z
    .strictObject({
      address: httpAddress.default(vault.address),
      namespace: z
        .union([z.literal(''), path], 'write a namespace, or nothing')
        .default(vault.namespace),
      kubernetesAuthPath: path.default(vault.kubernetesAuthPath),
      awsSecretsPath: path.default(vault.awsSecretsPath),
    })
    .prefault({}),
});

/** What of an organisation differs from {@link defaultOrganisation}. */
export type OrganisationInput = z.input<typeof organisationSchema>;

/**
 * An organisation's names: the defaults, and what is given in their place.
 *
 * @throws InvalidFieldsError naming each field that is wrong, or that does not exist
 */
export function readOrganisation(given: OrganisationInput = {}): Organisation {
  return parseFields(organisationSchema, given);
}
