import {
  parseArn,
  printPolicy,
  type RolePair,
} from '@cluster-self-service/iam-policy';
import type { GeneratedFile } from '../files';

/** Statements for the policies of resources that belong to further accounts, a file each. */
export function foreignPolicyFiles(
  directory: string,
  pair: RolePair,
): GeneratedFile[] {
  return pair.foreignPolicies.map(({ policy }, index) => ({
    path: `${directory}/${foreignPolicyPath(pair, index)}`,
    content: `${printPolicy(policy.document)}\n`,
  }));
}

/** Where the file of a policy is, in the folder of the pair. */
export function foreignPolicyPath(pair: RolePair, index: number): string {
  const { resource } = pair.foreignPolicies[index];
  const name = parseArn(resource)?.resource ?? resource;
  return `statements/${index + 1}-${name.replace(
    /[^A-Za-z0-9._@+-]/g,
    '-',
  )}.json`;
}
