import * as z from 'zod';
import {
  annotationValue,
  dnsLabel,
  dnsSubdomain,
  duration,
  labelKey,
  labelValue,
  plainText,
} from '../fields';
import { templatedTexts } from '../goTemplate';
import { recordOf } from '../records';
import { remoteKey } from './remoteKey';

/** Key of a Secret. */
export const secretKey = z
  .string()
  .max(253, 'use at most 253 characters')
  .regex(/^[-._a-zA-Z0-9]+$/, 'use letters, digits and -._');

/** Type of a Secret: `kubernetes.io/tls`. */
export const secretType = z
  .string()
  .max(253, 'use at most 253 characters')
  .regex(/^[\w./-]+$/, 'write a type such as kubernetes.io/tls')
  .refine(
    type =>
      type !== 'kubernetes.io/service-account-token' &&
      type !== 'bootstrap.kubernetes.io/token',
    'must not be a type that gives access to the cluster',
  );

/** Path into the JSON of a secret, as gjson reads it: `user.name`, `hosts.0`. Dots of a key that holds them need no escape. */
const property = z
  .string()
  .max(512, 'use at most 512 characters')
  .regex(
    /^[\w$%&+,./:=~^@ -]+$/,
    'use the names of properties with "." between them, and numbers for items of lists',
  )
  .refine(path => !path.startsWith('@'), 'must not begin with "@"');

/** Stage (`AWSPREVIOUS`) or `uuid/<id>` in Secrets Manager, a number in Parameter Store and Vault. */
const version = z
  .string()
  .max(256, 'use at most 256 characters')
  .regex(
    /^(uuid\/)?[\w+=.@-]+$/,
    'write a stage such as AWSPREVIOUS, uuid/<version id>, or a number',
  );

const decodingStrategy = z.enum(['Auto', 'Base64', 'Base64URL', 'None']);

const templatedText = (max: number) =>
  templatedTexts.text(plainText({ max, lines: true }));

/** What is made of the values. Each text is carried literally, also with `{{` in it, unless given as `{ template }`. */
const template = z.strictObject({
  /** Type of the Secret, `kubernetes.io/dockerconfigjson`; `Opaque` when left out. It cannot be changed later. */
  type: secretType.optional(),
  labels: recordOf(labelKey, labelValue).optional(),
  annotations: recordOf(
    labelKey,
    templatedTexts.text(annotationValue),
  ).optional(),
  /** Keys of the Secret. */
  data: recordOf(secretKey, templatedText(262_144)).optional(),
  /** Whether the Secret has the keys of `data` only, or what was read too. */
  mergePolicy: z.enum(['Replace', 'Merge']).default('Replace'),
});

const extract = z.strictObject({
  /** Relative to the prefix of the store. Each property of its JSON becomes a key. */
  key: remoteKey,
  property: property.optional(),
  version: version.optional(),
  decodingStrategy: decodingStrategy.optional(),
});

const find = z
  .strictObject({
    /** Folder, relative to the prefix of the store; everything below it when left out. */
    path: remoteKey.optional(),
    /** Go regular expression for the whole name, prefix included. */
    regexp: plainText({ min: 1, max: 512 }).optional(),
    tags: recordOf(
      plainText({ min: 1, max: 128 }),
      plainText({ max: 256 }),
    ).optional(),
    /**
     * Secrets Manager finds only for a role with `secretsmanager:ListSecrets` and `BatchGetSecretValue`, which take no resource: it
     * sees every secret of its account. Say so if the store's role has them.
     */
    roleListsWholeAccount: z.boolean().default(false),
  })
  .refine(({ regexp, tags }) => regexp !== undefined || tags !== undefined, {
    path: ['regexp'],
    message: 'give regexp, tags, or both',
  });

/** What {@link externalSecret} takes. */
export const externalSecretInput = z
  .strictObject({
    namespace: dnsLabel,
    name: dnsSubdomain,
    /** A SecretStore of the namespace. A ClusterSecretStore would read with the rights of the whole platform. */
    store: z.strictObject({
      name: dnsSubdomain,
      service: z
        .enum(['SecretsManager', 'ParameterStore', 'Vault'])
        .default('SecretsManager'),
    }),
    refreshPolicy: z
      .enum(['Periodic', 'CreatedOnce', 'OnChange'])
      .default('Periodic'),
    /** Time between two reads, for `Periodic`. */
    refreshInterval: duration.default('1h'),
    target: z
      .strictObject({
        /** Name of the Secret; the one of the ExternalSecret when left out. */
        name: dnsSubdomain.optional(),
        creationPolicy: z
          .enum(['Owner', 'Orphan', 'Merge', 'CreateOrMerge', 'None'])
          .default('Owner'),
        /** What becomes of the Secret when the remote one is gone. */
        deletionPolicy: z.enum(['Delete', 'Merge', 'Retain']).default('Retain'),
        immutable: z.boolean().optional(),
        template: template.optional(),
      })
      .prefault({})
      .refine(
        ({ creationPolicy, deletionPolicy }) =>
          deletionPolicy !== 'Delete' ||
          creationPolicy === 'Owner' ||
          creationPolicy === 'Orphan',
        {
          path: ['deletionPolicy'],
          message:
            'must not be Delete when the Secret belongs to someone else: set creationPolicy Owner',
        },
      )
      .refine(
        ({ creationPolicy, deletionPolicy }) =>
          deletionPolicy !== 'Merge' || creationPolicy !== 'None',
        {
          path: ['deletionPolicy'],
          message:
            'must not be Merge with creationPolicy None: there is no Secret',
        },
      ),
    data: z
      .array(
        z.strictObject({
          secretKey,
          /** Relative to the prefix of the store. */
          key: remoteKey,
          property: property.optional(),
          version: version.optional(),
          decodingStrategy: decodingStrategy.optional(),
        }),
      )
      .max(500, 'use at most 500 keys')
      .default([]),
    dataFrom: z
      .array(z.union([z.strictObject({ extract }), z.strictObject({ find })]))
      .max(100, 'use at most 100 sources')
      .default([]),
  })
  .superRefine(({ data, dataFrom }, context) => {
    if (data.length + dataFrom.length === 0) {
      context.addIssue({
        code: 'custom',
        path: ['data'],
        message: 'give at least one key here or one source in dataFrom',
      });
    }
    data.forEach((entry, index) => {
      const first = data.findIndex(
        other => other.secretKey === entry.secretKey,
      );
      if (first < index) {
        context.addIssue({
          code: 'custom',
          path: ['data', index, 'secretKey'],
          message: `is the key of data[${first}] already`,
        });
      }
    });
  });
export type ExternalSecretInput = z.input<typeof externalSecretInput>;
export type CheckedExternalSecret = z.output<typeof externalSecretInput>;
