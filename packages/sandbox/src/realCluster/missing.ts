/** What the portal needs of a cluster besides Kubernetes itself. */
export interface ClusterFindings {
  /** Plural names of Rancher's types that the API server serves. */
  servedTypes: string[];
  /** Whether the namespace of the portal's Lease exists. */
  hasLeaseNamespace: boolean;
  /** How many clusters Rancher manages; 0 where the type is not served. */
  clusters: number;
}

export const neededTypes = [
  'clusters',
  'users',
  'userattributes',
  'roletemplates',
  'clusterroletemplatebindings',
];

/**
 * What to tell a person whose cluster lacks something.
 *
 * @param files - where the manifests were written that would add it
 * @returns a text with the commands, or nothing when nothing is missing
 */
export function missingText(
  findings: ClusterFindings,
  options: { kubeconfig: string; typesFile: string; objectsFile: string },
): string | undefined {
  const missing = neededTypes.filter(
    type => !findings.servedTypes.includes(type),
  );
  if (
    missing.length === 0 &&
    findings.hasLeaseNamespace &&
    findings.clusters > 0
  ) {
    return undefined;
  }
  const kubectl = `kubectl --kubeconfig ${options.kubeconfig}`;
  const lacks = [
    ...missing.map(type => `the type ${type}.management.cattle.io`),
    ...(findings.clusters === 0 ? ['any Rancher cluster to ask for'] : []),
    ...(findings.hasLeaseNamespace
      ? []
      : ['the namespace cluster-self-service, for the Lease of the portal']),
  ];
  return [
    'This cluster lacks:',
    ...lacks.map(what => `  - ${what}`),
    '',
    "On a Rancher management cluster Rancher brings its types itself. To try the portal on any other, add Rancher's types and",
    "the sandbox's clusters and people to it (nothing that is there is changed), and start again:",
    '',
    ...(missing.length > 0
      ? [
          `  ${kubectl} apply --server-side -f ${options.typesFile}`,
          `  ${kubectl} wait --for=condition=Established -f ${options.typesFile}`,
        ]
      : []),
    `  ${kubectl} apply --server-side -f ${options.objectsFile}`,
  ].join('\n');
}
