import { regionField } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import {
  dnsLabel,
  dnsSubdomain,
  labelKey,
  plainText,
  roleArn,
} from '../../fields';
import { recordOf } from '../../records';
import { secretKey, secretType } from '../externalSecretInput';
import { vaultPath, vaultRole } from '../vaultStore';
import { isBase64Text } from './base64';
import { contradictions } from './contradictions';

/** Name of a secret, a parameter or a path in Vault, as the old controller passed it on. */
const key = z
  .string()
  .min(1, 'must not be empty')
  .max(1_024, 'use at most 1,024 characters')
  .regex(/^[A-Za-z0-9/_+=.@:-]*$/, 'use letters, digits and /_+=.@-')
  .refine(
    text => !text.startsWith('arn:'),
    'write the name of the secret instead of its ARN',
  )
  .refine(
    text => text.split('/').every(part => part !== '.' && part !== '..'),
    'leave out "." and ".."',
  );

/** lodash's path, as far as gjson can follow it: names with dots between, and `[0]` for items of lists. */
const property = z
  .string()
  .min(1, 'must not be empty')
  .max(512, 'use at most 512 characters')
  .transform(path => path.replace(/\[([0-9]+)\]/g, '.$1'))
  .refine(
    path => /^[\w$%&+,./:=~^ -][\w$%&+,./:=~^@ -]*$/.test(path),
    'has no equal in External Secrets: use names of properties with "." between them',
  );

const version = {
  isBinary: z.boolean().optional(),
  versionStage: z
    .string()
    .regex(/^[\w+=.@-]{1,256}$/, 'use letters, digits and _+=.@-')
    .optional(),
  versionId: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'write the id of a version')
    .optional(),
};

/** A text without the marks of a lodash template: External Secrets has Go templates, and nobody but its author can translate it. */
const text = plainText({ max: 262_144, lines: true }).refine(
  value => !value.includes('<%') && !value.includes('${'),
  'is a lodash template: write it as a Go template of External Secrets by hand',
);

const template = z.strictObject({
  type: secretType.optional(),
  metadata: z
    .strictObject({
      labels: recordOf(labelKey, text).optional(),
      annotations: recordOf(labelKey, text).optional(),
    })
    .optional(),
  stringData: recordOf(secretKey, text).optional(),
  /** Base64. */
  data: recordOf(
    secretKey,
    text.refine(
      isBase64Text,
      'must be the Base64 of a text: External Secrets has no templates of binary data',
    ),
  ).optional(),
});

/** The fields of a spec, each by itself. */
export const kesFields = z.strictObject({
  backendType: z
    .string()
    .transform(type => (type === 'secretManager' ? 'secretsManager' : type))
    .pipe(
      z.enum(['secretsManager', 'systemManager', 'vault'], {
        error:
          'only secretsManager, systemManager and vault are migrated: write a SecretStore for this one by hand',
      }),
    ),
  roleArn: roleArn.optional(),
  region: regionField.optional(),
  vaultMountPoint: vaultPath.optional(),
  vaultRole: vaultRole.optional(),
  kvVersion: z.union([z.literal(1), z.literal(2)]).optional(),
  controllerId: z.string().optional(),
  type: secretType.optional(),
  template: template.optional(),
  data: z
    .array(
      z.union([
        z.strictObject({
          path: key,
          recursive: z.boolean().default(false),
        }),
        z.strictObject({
          key,
          name: secretKey,
          property: property.optional(),
          ...version,
        }),
      ]),
    )
    .default([]),
  dataFrom: z.array(key).default([]),
  dataFromWithOptions: z.array(z.strictObject({ key, ...version })).default([]),
});

const spec = kesFields.superRefine((checked, context) => {
  for (const { path, message } of contradictions(checked)) {
    context.addIssue({ code: 'custom', path, message });
  }
});

/**
 * An ExternalSecret of kubernetes-external-secrets. A field that is not known here is refused: nothing is lost without a word.
 *
 * @see https://github.com/external-secrets/kubernetes-external-secrets/blob/master/charts/kubernetes-external-secrets/crds/kubernetes-client.io_externalsecrets_crd.yaml
 */
export const kesManifest = z.preprocess(
  withoutOldNames,
  z.strictObject({
    apiVersion: z.literal('kubernetes-client.io/v1', {
      error: 'must be kubernetes-client.io/v1',
    }),
    kind: z.literal('ExternalSecret', { error: 'must be ExternalSecret' }),
    metadata: z.looseObject({
      name: dnsSubdomain,
      namespace: dnsLabel.optional(),
      labels: z.unknown().optional(),
      annotations: z.unknown().optional(),
    }),
    spec,
    status: z.unknown().optional(),
  }),
);
export type KesManifest = z.output<typeof kesManifest>;
export type KesData = KesManifest['spec']['data'][number];

/** `secretDescriptor` and `properties` are older names of `spec` and `data`. */
function withoutOldNames(input: unknown): unknown {
  if (!isMap(input)) {
    return input;
  }
  const { secretDescriptor, ...manifest } = input;
  const described = manifest.spec ?? secretDescriptor;
  if (!isMap(described) || !('properties' in described)) {
    return { ...manifest, spec: described };
  }
  const { properties, ...rest } = described;
  return { ...manifest, spec: { data: properties, ...rest } };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
