import { printPolicy } from '../document';
import { platform, workload } from './__fixtures__';
import {
  externalTrust,
  irsaTrust,
  podIdentityTrust,
  serviceTrust,
} from './trust';

const issuer = platform.oidcIssuer;
const platformRole = 'arn:aws:iam::283234040926:role/managed--orders.cli';

describe('the trust of a role for a service account (IRSA)', () => {
  it('compares audience and subject as a whole', () => {
    expect(irsaTrust(platform, workload).Statement).toEqual([
      {
        Sid: 'AllowServiceAccount',
        Effect: 'Allow',
        Principal: {
          Federated: [`arn:aws:iam::283234040926:oidc-provider/${issuer}`],
        },
        Action: ['sts:AssumeRoleWithWebIdentity'],
        Condition: {
          StringEquals: {
            [`${issuer}:aud`]: ['sts.amazonaws.com'],
            [`${issuer}:sub`]: ['system:serviceaccount:orders:cli'],
          },
        },
      },
    ]);
  });

  it('names the provider in the partition of the platform', () => {
    const china = { ...platform, partition: 'aws-cn' as const };
    expect(printPolicy(irsaTrust(china, workload))).toContain(
      `"arn:aws-cn:iam::283234040926:oidc-provider/${issuer}"`,
    );
  });
});

describe('the trust of a role for Pod Identity', () => {
  it('is for one service account of one namespace of one cluster', () => {
    expect(podIdentityTrust(platform, workload).Statement).toEqual([
      {
        Sid: 'AllowPodIdentity',
        Effect: 'Allow',
        Principal: { Service: ['pods.eks.amazonaws.com'] },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: {
            'aws:SourceAccount': ['283234040926'],
            'aws:RequestTag/kubernetes-namespace': ['orders'],
            'aws:RequestTag/kubernetes-service-account': ['cli'],
          },
          ArnEquals: { 'aws:SourceArn': [platform.clusterArn] },
        },
      },
    ]);
  });
});

describe('the trust of an external role', () => {
  const caller = { roleArn: platformRole, externalId: 'cats@orders' };

  it('is for one role of the platform, with the external id', () => {
    const trust = externalTrust(platform, { ...caller, identity: 'irsa' });
    expect(trust.Statement).toEqual([
      {
        Sid: 'AllowPlatformRole',
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam::283234040926:root'] },
        Action: ['sts:AssumeRole'],
        Condition: {
          StringEquals: {
            'sts:ExternalId': ['cats@orders'],
            'aws:PrincipalOrgID': ['o-exampleorg1'],
          },
          ArnEquals: { 'aws:PrincipalArn': [platformRole] },
        },
      },
    ]);
  });

  it('lets Pod Identity pass its session tags on, in a call that knows no external id', () => {
    const [, tag] = externalTrust(platform, {
      ...caller,
      identity: 'pod-identity',
    }).Statement;
    expect(tag).toEqual({
      Sid: 'AllowSessionTagsOfPlatformRole',
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam::283234040926:root'] },
      Action: ['sts:TagSession'],
      Condition: {
        StringEquals: { 'aws:PrincipalOrgID': ['o-exampleorg1'] },
        ArnEquals: { 'aws:PrincipalArn': [platformRole] },
      },
    });
  });

  it('asks for no organization where the platform has none', () => {
    const trust = externalTrust(
      { ...platform, organizationId: undefined },
      { ...caller, identity: 'pod-identity' },
    );
    expect(trust.Statement.map(({ Condition }) => Condition)).toEqual([
      {
        StringEquals: { 'sts:ExternalId': ['cats@orders'] },
        ArnEquals: { 'aws:PrincipalArn': [platformRole] },
      },
      { ArnEquals: { 'aws:PrincipalArn': [platformRole] } },
    ]);
  });
});

describe('the trust of a role for a service', () => {
  const accountId = '490262564977';

  it('is for one resource of one account', () => {
    const arn = 'arn:aws:lambda:us-east-2:490262564977:function:resize';
    const [{ Principal, Condition }] = serviceTrust('lambda.amazonaws.com', {
      accountId,
      arn,
    }).Statement;
    expect(Principal).toEqual({ Service: ['lambda.amazonaws.com'] });
    expect(Condition).toEqual({
      StringEquals: { 'aws:SourceAccount': [accountId] },
      ArnEquals: { 'aws:SourceArn': [arn] },
    });
  });

  it('is for the resources of a pattern where their names are not known', () => {
    const [{ Condition }] = serviceTrust('sagemaker.amazonaws.com', {
      accountId,
      arnPattern: 'arn:aws:sagemaker:us-east-2:490262564977:*',
    }).Statement;
    expect(Condition).toMatchObject({
      ArnLike: {
        'aws:SourceArn': ['arn:aws:sagemaker:us-east-2:490262564977:*'],
      },
    });
  });
});
