import * as z from 'zod';
import type { AskedAccess, ServiceContribution, ServicePlace } from '../types';
import { allow, ask } from './support';

/** Objects of a bucket: those under a prefix, or all. */
export const objectLocation = z.strictObject({
  bucket: z
    .string()
    .regex(
      /^(?!\d+(\.\d+){3}$)[a-z0-9](?!.*\.\.)[a-z0-9.-]{1,61}[a-z0-9]$/,
      'use a bucket name of 3 to 63 lower case letters, digits, . and -',
    ),
  prefix: z
    .string()
    .max(900, 'use at most 900 characters')
    .regex(
      /^[A-Za-z0-9!_.'()=+@&,:;-][A-Za-z0-9!_.'()=+@&,:;/ -]*\/$/,
      'end the prefix with / and use no *, ? or $ (data/2024/ is all below it); leave it out for the whole bucket',
    )
    .optional(),
});

/** As {@link objectLocation}. */
export type ObjectLocation = z.output<typeof objectLocation>;

/** What is done with objects. */
interface ObjectActions {
  /** On the bucket, whatever the prefix: `s3:GetBucketLocation`. */
  bucket?: string[];
  /** On each object. */
  object: string[];
  /** Listing what is under the prefix. */
  list?: boolean;
}

/**
 * Access to objects by their place. Objects are narrowed by their ARN, listing by the prefix that is asked for, one statement a
 * bucket, so that the prefix of one bucket opens nothing in another.
 *
 * @param sid - beginning of each Sid: `AthenaData`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html
 */
export function accessObjects(
  sid: string,
  { bucket: bucketActions = [], object, list }: ObjectActions,
  locations: ObjectLocation[],
  { partition }: ServicePlace,
): Pick<ServiceContribution, 'statements' | 'asked'> {
  const bucketArn = (bucket: string) => `arn:${partition}:s3:::${bucket}`;
  const buckets = [...new Set(locations.map(({ bucket }) => bucket))];
  const bucketArns = buckets.map(bucketArn);
  const objects = locations.map(
    ({ bucket, prefix = '' }) => `${bucketArn(bucket)}/${prefix}`,
  );
  const listings = (list ? buckets : []).map(bucket => ({
    resource: bucketArn(bucket),
    prefixes: prefixesOf(bucket, locations),
  }));
  return {
    statements: [
      ...(object.length
        ? [
            allow(
              `${sid}Objects`,
              object,
              objects.map(place => `${place}*`),
            ),
          ]
        : []),
      ...(bucketActions.length
        ? [allow(`${sid}Bucket`, bucketActions, bucketArns)]
        : []),
      ...listings.map(({ resource, prefixes }, index) =>
        allow(
          `${sid}List${index ? index + 1 : ''}`,
          ['s3:ListBucket'],
          [resource],
          prefixes && {
            StringLike: { 's3:prefix': prefixes.map(prefix => `${prefix}*`) },
          },
        ),
      ),
    ],
    asked: [
      ...object.flatMap(action =>
        objects.map(
          (place): AskedAccess => ({
            action,
            resource: `${place}example`,
            within: { resource: `${place}*` },
          }),
        ),
      ),
      ...ask(bucketActions, bucketArns),
      ...listings.flatMap(({ resource, prefixes }): AskedAccess[] =>
        prefixes
          ? prefixes.map(prefix => ({
              action: 's3:ListBucket',
              resource,
              context: { 's3:prefix': prefix },
              within: { context: { 's3:prefix': [`${prefix}*`] } },
            }))
          : [{ action: 's3:ListBucket', resource }],
      ),
    ],
  };
}

/** Nothing where the whole bucket is meant. */
function prefixesOf(
  wanted: string,
  locations: ObjectLocation[],
): string[] | undefined {
  const prefixes = locations
    .filter(({ bucket }) => bucket === wanted)
    .map(({ prefix }) => prefix);
  return prefixes.every(prefix => prefix !== undefined) ? prefixes : undefined;
}
