import type { Organisation } from './types';

/**
 * The values of the organisation this suite was first written for, as its documents give them. What they leave open is filled
 * in the same manner and has to be replaced: the OIDC issuer, the cluster, the Spacelift and Vault addresses.
 */
export const defaultOrganisation: Organisation = {
  aws: {
    accountId: '283234040926',
    partition: 'aws',
    region: 'us-east-2',
    oidcIssuer:
      'oidc.eks.us-east-2.amazonaws.com/id/00000000000000000000000000000000',
    clusterArn: 'arn:aws:eks:us-east-2:283234040926:cluster/cats',
    rolePrefix: 'managed--',
    externalRolePrefix: 'lrl-cats-',
    externalIdPrefix: 'cats',
  },
  kubernetes: {
    computeAnnotation: 'app.lrl.lilly.com/compute',
    hybridCompute: 'hybrid',
    managedPrefix: 'managed--',
    domain: 'cluster-self-service.io',
    clusterName: 'cats',
  },
  secrets: { pathPrefix: 'cats' },
  images: {
    awsCli:
      '283234040926.dkr.ecr.us-east-2.amazonaws.com/lrl-aws-tools:k8s_aws_cli-87bee64',
  },
  argocd: {
    namespace: 'argocd',
    destinationServer: 'https://kubernetes.default.svc',
    projectPrefix: 'tenant-',
  },
  spacelift: {
    accountId: '324880187172',
    accountName: 'sagebionetworks',
    parentSpaceId: 'root',
    repository: 'eks-stack',
    branch: 'main',
  },
  vault: {
    address: 'https://vault.example.com:8200',
    namespace: 'admin',
    kubernetesAuthPath: 'kubernetes',
    awsSecretsPath: 'aws',
  },
};
