import * as z from 'zod';
import { parseArn } from '../arn';
import {
  accountIdField,
  arnField,
  externalIdField,
  organizationIdField,
  regionField,
} from '../fields';

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

const namespace = z
  .string()
  .max(63, 'use at most 63 characters')
  .regex(
    new RegExp(`^${label}$`),
    'use lower case letters, digits and "-", with a letter or digit at both ends',
  );

/** Name of a service account: an RFC 1123 subdomain. */
export const serviceAccount = z
  .string()
  .max(253, 'use at most 253 characters')
  .regex(
    new RegExp(`^${label}(\\.${label})*$`),
    'use lower case letters, digits, "-" and ".", with a letter or digit at both ends',
  );

/** Leaves room for the name: IAM takes 64 characters. */
const rolePrefix = z
  .string()
  .regex(
    /^[\w+=,.@-]{0,20}$/,
    'use at most 20 letters, digits and any of _+=,.@-',
  );

const oidcIssuer = z
  .string()
  .max(255, 'use at most 255 characters')
  .regex(
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(\/[A-Za-z0-9._-]+)*$/,
    'write the issuer without https://, such as oidc.eks.us-east-2.amazonaws.com/id/0123',
  );

const clusterArn = arnField.refine(text => {
  const arn = parseArn(text);
  return arn?.service === 'eks' && arn.resource.startsWith('cluster/');
}, 'use the ARN of an EKS cluster: arn:aws:eks:<region>:<account>:cluster/<name>');

const boundaryArn = arnField.refine(text => {
  const arn = parseArn(text);
  return arn?.service === 'iam' && arn.resource.startsWith('policy/');
}, 'use the ARN of a managed policy: arn:aws:iam::<account>:policy/<name>');

/** {@link PlatformAccount}. Other keys are left out, so that an organisation's AWS settings can be passed as they are. */
export const platformFields = z.object({
  accountId: accountIdField,
  partition: z.enum(['aws', 'aws-cn', 'aws-us-gov']),
  organizationId: organizationIdField.optional(),
  oidcIssuer,
  clusterArn,
  rolePrefix,
  externalRolePrefix: rolePrefix,
  permissionsBoundaryArn: boundaryArn.optional(),
});

/** {@link Workload}. */
export const workloadFields = z.strictObject({
  namespace,
  serviceAccount,
  identity: z.enum(['irsa', 'pod-identity']),
});

/** {@link ExternalAccount}. */
export const accountFields = z.strictObject({
  accountId: accountIdField,
  region: regionField,
  externalId: externalIdField,
});
