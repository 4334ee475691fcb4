import type {
  ExternalAccount,
  PlatformAccount,
  ServicePlace,
  Workload,
} from '../types';

export const platform: PlatformAccount = {
  accountId: '283234040926',
  partition: 'aws',
  organizationId: 'o-exampleorg1',
  oidcIssuer:
    'oidc.eks.us-east-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E',
  clusterArn: 'arn:aws:eks:us-east-2:283234040926:cluster/cats',
  rolePrefix: 'managed--',
  externalRolePrefix: 'cats--',
};

export const workload: Workload = {
  namespace: 'orders',
  serviceAccount: 'cli',
  identity: 'irsa',
};

export const account: ExternalAccount = {
  accountId: '490262564977',
  region: 'us-east-2',
  externalId: 'cats@orders@490262564977',
};

export const place: ServicePlace = {
  partition: platform.partition,
  accountId: account.accountId,
  region: account.region,
  roleArn: `arn:aws:iam::${account.accountId}:role/cats--orders.cli`,
  rolePrefix: platform.externalRolePrefix,
  namespace: workload.namespace,
  pairName: workload.serviceAccount,
};
