import type { RolePair } from '@cluster-self-service/iam-policy';
import { all, type Call, type CallAccess } from './request';

export function copyAccess(
  { action, from, to }: Call<'s3'>,
  pair: RolePair,
): CallAccess[] {
  const read = objectOf(from, pair, 'example');
  return [
    ...(action === 'copy' ? [] : [listObjects(from, pair)]),
    ...all(['s3:GetObject'], action === 'copy' ? objectOf(from, pair) : read),
    ...(action === 'sync' ? [listObjects(to, pair)] : []),
    putObject(to, pair),
  ];
}

function listObjects(uri: string, pair: RolePair): CallAccess {
  const { bucket, key } = readUri(uri);
  return {
    action: 's3:ListBucket',
    resources: [bucketArn(bucket, pair)],
    context: { 's3:prefix': key && `${key.replace(/\/$/, '')}/` },
  };
}

/** A text that ends with "/", or is only a bucket, is the folder of what is written. */
export function putObject(uri: string, pair: RolePair): CallAccess {
  const { key } = readUri(uri);
  const isFolder = key === '' || key.endsWith('/');
  return {
    action: 's3:PutObject',
    resources: [objectOf(uri, pair, isFolder ? 'example' : undefined)],
  };
}

/** ARN of an object, or of one below it. */
function objectOf(uri: string, pair: RolePair, below?: string): string {
  const { bucket, key } = readUri(uri);
  const parts = [bucketArn(bucket, pair), key.replace(/\/$/, ''), below];
  return parts.filter(part => part).join('/');
}

function readUri(uri: string): { bucket: string; key: string } {
  const [bucket, ...key] = uri.slice('s3://'.length).split('/');
  return { bucket, key: key.join('/') };
}

function bucketArn(bucket: string, { platformAccount }: RolePair): string {
  return `arn:${platformAccount.partition}:s3:::${bucket}`;
}
