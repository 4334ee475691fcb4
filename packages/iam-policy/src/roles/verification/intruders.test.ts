import { builtInCatalogue } from '../../catalogue';
import { evaluate } from '../../evaluator';
import type { AccessRequest } from '../../evaluator';
import { account, platform, workload } from '../__fixtures__';
import { exampleOf } from '../__fixtures__/examples';
import { buildRolePair } from '../pair';
import type { Workload } from '../types';
import { attemptsOn } from './intruders';

const { oidcIssuer } = platform;
const platformRole = 'arn:aws:iam::283234040926:role/managed--orders.cli';
const externalRole = 'arn:aws:iam::490262564977:role/cats--orders.cli';

function attempts(identity: Workload['identity']) {
  const pair = buildRolePair({
    platform,
    account,
    workload: { ...workload, identity },
    services: [exampleOf('sagemaker')],
  });
  return attemptsOn(pair, builtInCatalogue);
}

const session = (accountId: string, role: string) =>
  `arn:aws:sts::${accountId}:assumed-role/${role}/verification`;

describe('somebody who must not get in', () => {
  it.each<[string, Workload['identity'], Partial<AccessRequest>]>([
    [
      'another namespace',
      'irsa',
      {
        resource: platformRole,
        context: expect.objectContaining({
          [`${oidcIssuer}:sub`]: 'system:serviceaccount:orders-2:cli',
        }),
      },
    ],
    [
      'another service account',
      'irsa',
      {
        resource: platformRole,
        context: expect.objectContaining({
          [`${oidcIssuer}:sub`]: 'system:serviceaccount:orders:clix',
        }),
      },
    ],
    [
      'another audience',
      'irsa',
      {
        resource: platformRole,
        context: expect.objectContaining({ [`${oidcIssuer}:aud`]: 'other' }),
      },
    ],
    [
      'another cluster',
      'irsa',
      {
        resource: platformRole,
        principal: `arn:aws:iam::283234040926:oidc-provider/${oidcIssuer}0`,
      },
    ],
    [
      'another namespace, with Pod Identity',
      'pod-identity',
      {
        resource: platformRole,
        action: 'sts:AssumeRole',
        context: expect.objectContaining({
          'aws:RequestTag/kubernetes-namespace': 'orders-2',
        }),
      },
    ],
    [
      'another service account, with Pod Identity',
      'pod-identity',
      {
        resource: platformRole,
        action: 'sts:AssumeRole',
        context: expect.objectContaining({
          'aws:RequestTag/kubernetes-service-account': 'clix',
        }),
      },
    ],
    [
      'another cluster, with Pod Identity',
      'pod-identity',
      {
        resource: platformRole,
        action: 'sts:AssumeRole',
        context: expect.objectContaining({
          'aws:SourceArn': 'arn:aws:eks:us-east-2:283234040926:cluster/cats-2',
        }),
      },
    ],
    [
      'the platform role with a wrong external id',
      'irsa',
      {
        resource: externalRole,
        principal: session('283234040926', 'managed--orders.cli'),
        context: expect.objectContaining({ 'sts:ExternalId': 'other' }),
      },
    ],
    [
      'the platform role without an external id',
      'irsa',
      {
        resource: externalRole,
        principal: session('283234040926', 'managed--orders.cli'),
        context: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
      },
    ],
    [
      'the platform role from another organization',
      'irsa',
      {
        resource: externalRole,
        context: {
          'sts:ExternalId': account.externalId,
          'aws:PrincipalOrgID': 'other',
        },
      },
    ],
    [
      'another role of the platform account',
      'irsa',
      {
        resource: externalRole,
        principal: session('283234040926', 'managed--orders.cli-2'),
        context: expect.objectContaining({
          'sts:ExternalId': account.externalId,
        }),
      },
    ],
    [
      'a role of the same name in another account',
      'irsa',
      {
        resource: externalRole,
        principal: session('999999999999', 'managed--orders.cli'),
      },
    ],
    [
      'another role of the platform account that only passes on tags',
      'pod-identity',
      {
        resource: externalRole,
        action: 'sts:TagSession',
        principal: session('283234040926', 'managed--orders.cli-2'),
      },
    ],
    [
      'the external role as execution role',
      'irsa',
      {
        resource: `${externalRole}.sagemaker.training`,
        principal: session('490262564977', 'cats--orders.cli'),
      },
    ],
    [
      'SageMaker on behalf of another account',
      'irsa',
      {
        resource: `${externalRole}.sagemaker.training`,
        principal: 'sagemaker.amazonaws.com',
        context: expect.objectContaining({ 'aws:SourceAccount': 'other' }),
      },
    ],
  ])('may be %s', (_, identity, likeness) => {
    expect(attempts(identity).map(({ request }) => request)).toContainEqual(
      expect.objectContaining(likeness),
    );
  });

  it.each<Workload['identity']>(['irsa', 'pod-identity'])(
    'is denied with %s',
    identity => {
      const allowed = attempts(identity).filter(
        ({ request, policies }) =>
          evaluate(request, policies).decision === 'allowed',
      );
      expect(allowed).toEqual([]);
    },
  );
});
