import type { RolePair } from '@cluster-self-service/iam-policy';
import { foreignPolicyPath } from './foreignPolicies';

/**
 * What people have to know and do, beside the files of a role pair.
 *
 * @param steps - Markdown, a paragraph or list item each
 */
export function pairReadme(pair: RolePair, steps: readonly string[]): string {
  const { platform, external, platformAccount, account, workload } = pair;
  return [
    `# ${workload.namespace}: access to AWS account ${account.accountId}`,
    '',
    `Pods of the service account \`${workload.serviceAccount}\` become \`${platform.name}\` in account ${platformAccount.accountId},`,
    `and from there \`${external.name}\` in account ${account.accountId}, with the external id \`${account.externalId}\`.`,
    '',
    ...steps,
    ...(pair.resourcePolicies.length > 0
      ? [
          '- A resource has one policy: those of the other account take the place of what is there now.',
        ]
      : []),
    ...pair.foreignPolicies.map(
      ({ resource }, index) =>
        `- \`${foreignPolicyPath(
          pair,
          index,
        )}\` is for the owner of \`${resource}\`: the statements go into its policy, beside those that are there.`,
    ),
    ...(pair.notes.length > 0 ? ['', '## What is left to do', ''] : []),
    ...pair.notes.map(note => `- ${note.replace(/\s+/g, ' ')}`),
    '',
  ].join('\n');
}
