import * as z from 'zod';
import type { Statement } from '../../document';
import { accountIdField } from '../../fields';
import type {
  AskedAccess,
  ServiceBuilder,
  ServiceContribution,
  ServicePlace,
} from '../types';
import { kmsKeyId, useKeys } from './key';
import { accessObjects, objectLocation } from './objects';
import {
  denyPlainText,
  forExternalRole,
  inPlainText,
  resourcePolicy,
} from './resourcePolicy';
import { listOf } from './support';

const operation = z.enum(['list', 'read', 'write', 'delete']);

/** A bucket, or what is below some prefixes of it. */
export const s3Access = z.strictObject({
  service: z.literal('s3'),
  bucket: objectLocation.shape.bucket,
  /** The whole bucket when left out. */
  prefixes: listOf(objectLocation.shape.prefix.unwrap()).optional(),
  operations: listOf(operation),
  /** Customer managed key of the bucket, in the account and region of the bucket. */
  kmsKeyId: kmsKeyId.optional(),
  /** Owner of the bucket, when it is not the external account. Its bucket policy has to let the external role in. */
  bucketAccountId: accountIdField.optional(),
  /** Also have the bucket policy deny calls in plain text. */
  bucketPolicy: z.boolean().default(false),
});

type Access = z.output<typeof s3Access>;

const objectActions: Record<z.output<typeof operation>, string[]> = {
  list: [],
  read: ['s3:GetObject'],
  write: ['s3:PutObject', 's3:AbortMultipartUpload'],
  delete: ['s3:DeleteObject'],
};

/** An upload in parts reads its data keys again, so who writes has to decrypt too. */
const keyActions: Record<z.output<typeof operation>, string[]> = {
  list: [],
  read: ['kms:Decrypt'],
  write: ['kms:GenerateDataKey', 'kms:Decrypt'],
  delete: [],
};

/**
 * S3: lists, reads, writes and deletes objects below the prefixes. Listing is narrowed by the prefix that is asked for, the
 * rest by the ARN of the object.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 */
export const s3Builder: ServiceBuilder<Access> = {
  service: 's3',
  prefixes: ['s3', 'kms'],
  build(access, place) {
    const { bucket, prefixes = [undefined], operations } = access;
    const owner = foreignOwner(access, place);
    const objects = accessObjects(
      'S3',
      {
        object: operations.flatMap(name => objectActions[name]),
        list: operations.includes('list'),
      },
      prefixes.map(prefix => ({ bucket, prefix })),
      place,
    );
    const keys = useKeys(
      'S3UseKey',
      [access.kmsKeyId],
      's3',
      { ...place, accountId: owner ?? place.accountId },
      [...new Set(operations.flatMap(name => keyActions[name]))],
    );
    const byOwner = (call: AskedAccess): AskedAccess =>
      owner ? { ...call, resourceAccountId: owner } : call;
    return {
      statements: [...objects.statements, ...keys.statements],
      asked: [...objects.asked, ...keys.asked].map(byOwner),
      refused: access.bucketPolicy
        ? inPlainText(objects.asked.map(byOwner))
        : [],
      ...(owner
        ? foreignPolicies(owner, access, [objects, keys], place)
        : {
            resourcePolicies: resourcePolicy(
              bucketArn(access, place),
              plainTextDenied(access, place),
            ),
            notes: keys.notes,
          }),
    };
  },
};

function foreignOwner(
  { bucketAccountId }: Access,
  { accountId }: ServicePlace,
): string | undefined {
  return bucketAccountId === accountId ? undefined : bucketAccountId;
}

function foreignPolicies(
  owner: string,
  access: Access,
  [objects, keys]: Array<Pick<ServiceContribution, 'statements'>>,
  place: ServicePlace,
): Pick<ServiceContribution, 'foreignPolicies' | 'notes'> {
  const arn = bucketArn(access, place);
  const keyArns = keys.statements.flatMap(({ Resource = [] }) => Resource);
  return {
    foreignPolicies: [
      ...resourcePolicy(arn, [
        ...forExternalRole(objects.statements, place),
        ...plainTextDenied(access, place),
      ]),
      ...keys.statements.flatMap(statement =>
        (statement.Resource ?? []).flatMap(keyArn =>
          resourcePolicy(keyArn, forExternalRole([statement], place)),
        ),
      ),
    ],
    notes: [
      `The account ${owner} has to put statements into the policy of ${[
        arn,
        ...keyArns,
      ].join(
        ' and that of ',
      )}, beside those that are there already: without them the external role is not let in.`,
    ],
  };
}

function plainTextDenied(access: Access, place: ServicePlace): Statement[] {
  const arn = bucketArn(access, place);
  return access.bucketPolicy
    ? [denyPlainText('S3DenyPlainText', ['s3:*'], [arn, `${arn}/*`])]
    : [];
}

function bucketArn({ bucket }: Access, { partition }: ServicePlace): string {
  return `arn:${partition}:s3:::${bucket}`;
}
