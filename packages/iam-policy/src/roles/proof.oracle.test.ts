import { askOracle } from '../evaluator/__testUtils__/oracle';
import { account, platform, workload } from './__fixtures__';
import { examples } from './__fixtures__/examples';
import { buildRolePair } from './pair';
import type { AskedAccess, RolePair, Workload } from './types';
import {
  chainOf,
  ownerOf,
  resourcePolicyOf,
  sessionArn,
} from './verification/chain';

// Lambda checks this right with "*/*" as the resource, so the statement has that in its ARN. The oracle finds no network
// interface in it. See https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
const misjudged = 'ec2:DeleteNetworkInterface';

const identities: Array<Workload['identity']> = ['irsa', 'pod-identity'];
const pairs = examples.flatMap(example =>
  identities.map((identity): [string, Workload['identity'], RolePair] => [
    example.service,
    identity,
    buildRolePair({
      platform,
      account,
      workload: { ...workload, identity },
      services: [example],
    }),
  ]),
);

/** The last step of a call, as the oracle takes it: it checks that the action takes such a resource and such a context. */
async function lastStep(pair: RolePair, access: AskedAccess): Promise<string> {
  const { action, resource, context, through } = access;
  const roles = [pair.external, ...pair.executionRoles];
  const role = roles.find(
    ({ arn }) => arn === (through?.roleArn ?? pair.external.arn),
  );
  const decision = await askOracle({
    request: {
      principal: sessionArn(role?.arn ?? ''),
      action,
      resource,
      resourceAccountId: ownerOf(pair, access),
      context,
    },
    policies: {
      identity: role?.policies,
      resource: resourcePolicyOf(pair, resource),
    },
  });
  return `${decision}: ${action} on ${resource}`;
}

describe.each(pairs)('beside iam-simulate, %s with %s', (_, __, pair) => {
  it('allows each asked call on a resource that the action takes', async () => {
    const answers = await Promise.all(
      pair.asked
        .filter(({ action }) => action !== misjudged)
        .map(access => lastStep(pair, access)),
    );
    expect(answers.filter(answer => !answer.startsWith('allowed'))).toEqual([]);
  });

  it('refuses what has to be refused', async () => {
    const answers = await Promise.all(
      pair.refused.map(access => lastStep(pair, access)),
    );
    expect(
      answers.filter(answer => !answer.startsWith('explicitly-denied')),
    ).toEqual([]);
  });
});

it('lets the workload through both roles beside iam-simulate too', async () => {
  const [, , pair] = pairs[1];
  const { caller, hops } = chainOf(pair, pair.asked[0]);
  const callers = [caller, sessionArn(hops[0].roleArn)];
  const answers = await Promise.all(
    hops.map((hop, index) =>
      askOracle({
        request: {
          principal: callers[index],
          action: 'sts:AssumeRole',
          resource: hop.roleArn,
          resourceAccountId: hop.roleArn.split(':')[4],
          context: hop.context,
        },
        policies: {
          identity: index ? hops[index - 1].identity : [],
          resource: { name: 'trust', document: hop.trustPolicy },
        },
      }),
    ),
  );
  expect(answers).toEqual(['allowed', 'allowed']);
});
