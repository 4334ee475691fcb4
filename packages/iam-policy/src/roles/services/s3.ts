import { z } from 'zod';
import { accountIdField } from '../../fields';
import type { ServiceBuilder } from '../types';
import { kmsKeyId, useKeys } from './key';
import { accessObjects, objectLocation } from './objects';
import {
  inPlainText,
  keyPolicies,
  ownedBy,
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
  /** Owner of the bucket, when it is not the external account. */
  bucketAccountId: accountIdField.optional(),
  /** Also write a bucket policy. One is always written for a bucket of another account. */
  bucketPolicy: z.boolean().default(false),
});

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
export const s3Builder: ServiceBuilder<z.output<typeof s3Access>> = {
  service: 's3',
  prefixes: ['s3', 'kms'],
  build(access, place) {
    const { bucket, operations, bucketPolicy } = access;
    const owner =
      access.bucketAccountId === place.accountId
        ? undefined
        : access.bucketAccountId;
    const hasPolicy = owner !== undefined || bucketPolicy;
    const prefixes: Array<string | undefined> = access.prefixes ?? [undefined];
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
    const bucketArn = `arn:${place.partition}:s3:::${bucket}`;
    const policies = [
      resourcePolicy(
        bucketArn,
        owner ? objects.statements : [],
        {
          sid: 'S3DenyInsecureTransport',
          actions: ['s3:*'],
          resources: [bucketArn, `${bucketArn}/*`],
        },
        place,
      ),
      ...keyPolicies(owner ? keys.statements : [], place),
    ];
    return {
      statements: [...objects.statements, ...keys.statements],
      asked: ownedBy(owner, [...objects.asked, ...keys.asked]),
      ...(hasPolicy && {
        refused: inPlainText(ownedBy(owner, objects.asked)),
        resourcePolicies: policies,
        notes: [
          `The bucket ${bucket} has one policy: put the statements beside those that are in it already.`,
        ],
      }),
    };
  },
};
