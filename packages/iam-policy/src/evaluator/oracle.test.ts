import { evaluate, evaluateChain } from '.';
import { chainCase, chainSteps } from './__testUtils__/chains';
import {
  conditionCase,
  modifiers,
  operatorTypes,
} from './__testUtils__/conditions';
import { disagreements } from './__testUtils__/disagreements';
import { askOracle, askOracleUnchecked } from './__testUtils__/oracle';
import { Random } from './__testUtils__/random';
import { type RequestCase, requestCase } from './__testUtils__/scenes';
import { HOME } from './__testUtils__/targets';
import { type Decision } from './types';

const SEED = 20261121;
const CONDITIONS = 11_000;
const REQUESTS = 10_000;
const CHAINS = 2_000;

jest.setTimeout(120_000);

/** How often each thing came up. */
class Tally {
  readonly counts = new Map<string, number>();

  add(name: string): void {
    this.counts.set(name, this.of(name) + 1);
  }

  of(name: string): number {
    return this.counts.get(name) ?? 0;
  }
}

const cases = new Tally();
const known = new Tally();
const unknown: string[] = [];

const decisions: Decision[] = [
  'allowed',
  'explicitly-denied',
  'implicitly-denied',
];

const everyTrait = [
  'identity',
  'permissionsBoundary',
  'session',
  'resource',
  'serviceControl',
  'NotAction',
  'NotResource',
  'NotPrincipal',
  'same account',
  'cross account',
];

type Ask = (asked: RequestCase) => Decision | Promise<Decision>;

/** Holds our answer against the oracle's, and a disagreement against the table of those that are known. */
async function compare(
  asked: RequestCase,
  ours: Decision,
  ask: Ask,
): Promise<void> {
  cases.add('all');
  const theirs = await ask(asked);
  if (ours === theirs) {
    return;
  }
  let rewritten = asked;
  const names: string[] = [];
  for (const { name, rewrite } of disagreements) {
    const next = await rewrite(rewritten);
    if (next) {
      names.push(name);
      rewritten = next;
    }
  }
  if (names.length > 0 && (await ask(rewritten)) === ours) {
    cases.add('disagreements');
    names.forEach(name => known.add(name));
  } else {
    unknown.push(
      `ours ${ours}, theirs ${theirs} [${names}]: ${JSON.stringify(asked)}`,
    );
  }
}

describe('beside iam-simulate', () => {
  const random = new Random(SEED);

  beforeEach(() => {
    unknown.length = 0;
  });

  afterAll(() => {
    const lines = [...known.counts].map(
      ([name, count]) => `  ${count} ${name}`,
    );
    process.stdout.write(
      `oracle: ${cases.of('all')} cases, seed ${SEED}, ${cases.of(
        'disagreements',
      )} disagreements, each argued in __testUtils__/disagreements.ts\n${lines.join(
        '\n',
      )}\n`,
    );
  });

  it('every operator with every modifier', async () => {
    const operators = [...operatorTypes.keys(), 'Null'];
    const pairs = operators.flatMap(name =>
      modifiers.map(modifier => [name, modifier] as const),
    );
    const held = new Tally();
    const failed = new Tally();
    for (let index = 0; index < CONDITIONS; index++) {
      const [name, modifier] = pairs[index % pairs.length];
      const { block, context } = conditionCase(random, name, modifier);
      const denies = random.chance(0.2);
      const asked = conditionalRequest(block, context, denies);
      const { decision } = evaluate(asked.request, asked.policies);
      await compare(asked, decision, askOracleUnchecked);
      const [operator] = Object.keys(block);
      const holds = denies
        ? decision === 'explicitly-denied'
        : decision === 'allowed';
      (holds ? held : failed).add(operator);
    }
    expect(pairs).toHaveLength(162);
    for (const [name, [quantifier, suffix]] of pairs) {
      const operator = `${quantifier}${name}${suffix}`;
      expect([operator, held.of(operator) >= 5]).toEqual([operator, true]);
      expect([operator, failed.of(operator) >= 5]).toEqual([operator, true]);
    }
    expect(unknown).toEqual([]);
  });

  it('requests with policies of every kind', async () => {
    const seen = new Tally();
    for (let index = 0; index < REQUESTS; index++) {
      const asked = requestCase(random);
      const { decision } = evaluate(asked.request, asked.policies);
      await compare(asked, decision, askOracle);
      seen.add(decision);
      traits(asked).forEach(trait => seen.add(`${trait} ${decision}`));
    }
    expect(unknown).toEqual([]);
    for (const decision of decisions) {
      expect(seen.of(decision)).toBeGreaterThan(REQUESTS / 5);
    }
    for (const trait of everyTrait) {
      const counts = decisions.map(decision => seen.of(`${trait} ${decision}`));
      expect([trait, Math.min(...counts) >= 5]).toEqual([trait, true]);
    }
  });

  it('chains of roles, hop by hop', async () => {
    const seen = new Tally();
    for (let index = 0; index < CHAINS; index++) {
      const chain = chainCase(random);
      const verdict = evaluateChain(chain);
      const steps = chainSteps(chain).slice(0, verdict.steps.length);
      for (const [at, step] of verdict.steps.entries()) {
        await compare(steps[at], step.verdict.decision, askOracle);
      }
      const last = verdict.steps[verdict.steps.length - 1].verdict.decision;
      expect(verdict.decision).toBe(last);
      seen.add(verdict.decision);
      seen.add(`${verdict.steps.length} steps`);
    }
    expect(unknown).toEqual([]);
    expect(seen.of('allowed')).toBeGreaterThan(CHAINS / 10);
    expect(seen.of('explicitly-denied')).toBeGreaterThan(CHAINS / 20);
    expect(seen.of('implicitly-denied')).toBeGreaterThan(CHAINS / 5);
    expect(seen.of('4 steps')).toBeGreaterThan(CHAINS / 50);
  });

  it('in at least 20,000 cases, and every known disagreement still comes up', () => {
    expect(cases.of('all')).toBeGreaterThanOrEqual(20_000);
    expect(
      disagreements.map(({ name }) => name).filter(name => !known.of(name)),
    ).toEqual([]);
  });
});

function conditionalRequest(
  Condition: Record<string, Record<string, string[]>>,
  context: Record<string, string | string[]>,
  denies: boolean,
): RequestCase {
  const call = { Action: ['s3:GetObject'], Resource: ['*'] };
  return {
    request: {
      principal: `arn:aws:iam::${HOME}:user/ada`,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::reports/2026.csv',
      resourceAccountId: HOME,
      context,
    },
    policies: {
      identity: [
        {
          name: 'conditional',
          document: {
            Version: '2012-10-17',
            Statement: denies
              ? [
                  { Effect: 'Allow', ...call },
                  { Effect: 'Deny', ...call, Condition },
                ]
              : [{ Effect: 'Allow', ...call, Condition }],
          },
        },
      ],
    },
  };
}

/** What a case holds that the test must have met with every decision. */
function traits({ request, policies }: RequestCase): string[] {
  const text = JSON.stringify(policies);
  return [
    ...Object.entries(policies).flatMap(([role, value]) =>
      value ? [role] : [],
    ),
    ...['NotAction', 'NotResource', 'NotPrincipal'].filter(element =>
      text.includes(`"${element}"`),
    ),
    request.resourceAccountId === HOME ? 'same account' : 'cross account',
  ];
}
