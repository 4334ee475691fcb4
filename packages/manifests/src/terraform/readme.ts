import type { RolePair } from '@cluster-self-service/iam-policy';

/** What people have to know and do, beside the files of a role pair. */
export function pairReadme(pair: RolePair): string {
  const { platform, external, platformAccount, account, workload } = pair;
  return [
    `# ${workload.namespace}: access to AWS account ${account.accountId}`,
    '',
    `Pods of the service account \`${workload.serviceAccount}\` become \`${platform.name}\` in account ${platformAccount.accountId},`,
    `and from there \`${external.name}\` in account ${account.accountId}, with the external id \`${account.externalId}\`.`,
    '',
    '- `platform/` is applied in the account of the platform.',
    '- `external/` is applied in the other account. The order does not matter.',
    ...(pair.notes.length > 0 ? ['', '## What is left to do', ''] : []),
    ...pair.notes.map(note => `- ${note.replace(/\s+/g, ' ')}`),
    '',
  ].join('\n');
}
