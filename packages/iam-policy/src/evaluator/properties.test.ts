import fc from 'fast-check';
import { Random } from './__testUtils__/random';
import { document, policy, USER } from './__testUtils__/policies';
import { requestCase } from './__testUtils__/scenes';
import { statement } from './__testUtils__/statements';
import { HOME, targets } from './__testUtils__/targets';
import { operatorTypes, modifiers } from './__testUtils__/conditions';
import { evaluate } from './evaluate';
import { evaluateChain } from './chain';
import { type NamedPolicy } from './types';

const runs = { seed: 20261121 };
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

const hostile = fc.oneof(
  fc.string(),
  fc.fullUnicodeString(),
  fc.constantFrom(
    '${',
    '${}',
    "${a, '",
    '${aws:username',
    '${${aws:username}}',
    '$',
    '*',
    '?',
    '**?**',
    'arn:',
    'arn:::::',
    'arn:aws:iam::1:role/',
    ':::::::',
    '__proto__',
    'constructor',
    '\u0000',
    '\ud800',
    '\n',
    '{{ x }}',
    '$(id)',
    '-1',
    'NaN',
    '1e999',
    '::',
    '::/129',
    '1.2.3.4/',
    'true',
    '',
  ),
);

describe('any evaluation', () => {
  it('never allows more for one more Deny', () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, other) => {
        const { request, policies } = requestCase(new Random(seed));
        const added = {
          ...statement(
            {
              random: new Random(other),
              principal: request.principal,
              target: targets[other % targets.length],
              account: HOME,
              context: {},
            },
            'identity',
          ),
          Effect: 'Deny' as const,
        };
        const identity = [...(policies.identity ?? []), policy('added', added)];
        const before = evaluate(request, policies).decision;
        const after = evaluate(request, { ...policies, identity }).decision;
        expect([before, 'explicitly-denied']).toContain(after);
      }),
      { ...runs, numRuns: 2_000 },
    );
  });

  it('does not depend on the order of statements and policies', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const { request, policies } = requestCase(new Random(seed));
        const turned = ({
          name,
          document: { Statement, ...rest },
        }: NamedPolicy) => ({
          name,
          document: { ...rest, Statement: [...Statement].reverse() },
        });
        const { identity, resource, permissionsBoundary } = policies;
        expect(
          evaluate(request, {
            ...policies,
            identity: identity?.map(turned).reverse(),
            resource: resource && turned(resource),
            permissionsBoundary:
              permissionsBoundary && turned(permissionsBoundary),
          }).decision,
        ).toBe(evaluate(request, policies).decision);
      }),
      { ...runs, numRuns: 2_000 },
    );
  });

  it('gives reasons that are plain data and sentences', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const { request, policies } = requestCase(new Random(seed));
        const verdict = evaluate(request, policies);
        expect(verdict.reasons.length).toBeGreaterThan(0);
        expect(JSON.parse(JSON.stringify(verdict))).toStrictEqual(verdict);
        for (const { text, effect } of verdict.reasons) {
          expect(text).toMatch(/^[A-Z].*\.$/);
          expect(text).not.toMatch(/undefined|\[object|NaN/);
          expect(effect).toBe(
            {
              allowed: 'allows',
              'explicitly-denied': 'denies',
              'implicitly-denied': 'is-missing',
            }[verdict.decision],
          );
        }
      }),
      { ...runs, numRuns: 2_000 },
    );
  });
});

describe('hostile text', () => {
  const operators = [...operatorTypes.keys(), 'Null'].flatMap(name =>
    modifiers.map(([before, behind]) => `${before}${name}${behind}`),
  );

  it('is never more than text, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.array(hostile, { minLength: 9, maxLength: 9 }),
        fc.constantFrom(...operators),
        (
          [action, resource, principal, key, value, wanted, name, role, sid],
          operator,
        ) => {
          const hurt = policy(name, {
            Sid: sid,
            Effect: 'Allow',
            Principal: { AWS: [principal], Service: [name], Federated: [role] },
            Action: [action],
            Resource: [resource, wanted],
            Condition: {
              [operator]: { [key]: [wanted, value] },
              [wanted]: { [key]: [value] },
            },
          });
          const request = {
            principal,
            action,
            resource,
            context: { [key]: value, [wanted]: [value] },
          };
          const policies = {
            identity: [hurt],
            resource: hurt,
            session: [hurt],
            serviceControl: [[hurt]],
          };
          expect(evaluate(request, policies).reasons).not.toHaveLength(0);
          const hop = {
            roleArn: role,
            trustPolicy: hurt.document,
            identity: [hurt],
            sessionName: name,
            context: { [key]: value },
          };
          expect(
            evaluateChain({ caller: principal, hops: [hop, hop], request })
              .steps,
          ).not.toHaveLength(0);
        },
      ),
      { ...runs, numRuns: 3_000 },
    );
  });

  it('of 64 KiB comes to an end', () => {
    const long = 'a'.repeat(65_536);
    const patterns = [
      '*a'.repeat(32_768),
      `*${'a?'.repeat(16_384)}b*`,
      `${'${*}'.repeat(16_384)}*`,
      '${aws:username}*'.repeat(4_096),
    ];
    const identity = [
      {
        name: 'long',
        document: document({
          Effect: 'Allow',
          Action: patterns,
          Resource: patterns.map(pattern => `arn:aws:s3:::${pattern}`),
          Condition: Object.fromEntries(
            [
              'StringLike',
              'StringNotLike',
              'ArnLike',
              'ForAllValues:StringLike',
              'IpAddress',
              'DateEquals',
              'NumericEquals',
              'BinaryEquals',
            ].map(operator => [operator, { 'k:key': patterns }]),
          ),
        }),
      },
    ];
    for (const text of [
      long,
      '*'.repeat(65_536),
      ':'.repeat(65_536),
      '1'.repeat(65_536),
    ]) {
      const request = {
        principal: USER,
        action: long,
        resource: `arn:aws:s3:::${long}b`,
        context: { 'k:key': text },
      };
      expect(evaluate(request, { identity }).decision).toBe(
        'implicitly-denied',
      );
    }
  });
});
