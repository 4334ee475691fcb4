import { wrongApiVersion } from './apiVersion';
import { awsConfigWithoutExternalId } from './awsConfig';
import {
  deadExternalSecretsApi,
  secretOutsideNamespace,
} from './externalSecrets';
import { collidingName, misleadingName } from './names';
import { oneShotDeployment } from './oneShotDeployment';
import type { ManifestRule } from './rule';
import { containerScripts } from './scripts';
import { missingServiceAccount } from './serviceAccount';

export type { ManifestRule } from './rule';

/** Every rule that looks at Kubernetes objects. */
export const manifestRules: readonly ManifestRule[] = [
  wrongApiVersion,
  oneShotDeployment,
  missingServiceAccount,
  deadExternalSecretsApi,
  secretOutsideNamespace,
  awsConfigWithoutExternalId,
  collidingName,
  misleadingName,
  containerScripts,
];
