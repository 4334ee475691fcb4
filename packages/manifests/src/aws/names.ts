import type { Arn, RolePair } from '@cluster-self-service/iam-policy';

/** Address of a queue, which is what its policy is put on. */
export function queueUrl({
  partition,
  region,
  accountId,
  resource,
}: Arn): string {
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://sqs.${region}.${domain}/${accountId}/${resource}`;
}

/** `cats` of `arn:aws:eks:us-east-2:111122223333:cluster/cats`. */
export function clusterName(clusterArn: string): string {
  return clusterArn.slice(clusterArn.lastIndexOf('/') + 1);
}

/** A folder for a pair's files: two pairs have two. */
export function pairFolder({ external }: RolePair): string {
  return external.name.replace(/[^A-Za-z0-9._@+-]/g, '-');
}
