import type { PolicyDocument } from '../document';
import { measurePolicy, policyLimits } from '.';

function ofSize(characters: number): PolicyDocument {
  const empty = { Version: '2012-10-17' as const, Statement: [] };
  const document = (resource: string): PolicyDocument => ({
    ...empty,
    Statement: [
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: [resource] },
    ],
  });
  const rest = characters - measurePolicy(document('')).characters;
  return document('x'.repeat(rest));
}

describe('the size of a policy', () => {
  it('counts all but the white space between its parts', () => {
    expect(
      measurePolicy({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: ['*'], Resource: ['a b'] }],
      }).characters,
    ).toBe(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"a b"}]}'
        .length,
    );
  });

  it.each([
    ['managed', {}, 6_144],
    ['inline', { attachment: 'inline' as const }, 10_240],
    ['trust', { kind: 'trust' as const }, 2_048],
    ['service control', { kind: 'service-control' as const }, 5_120],
  ])('%s policies fit up to their limit', (_, options, limit) => {
    expect(measurePolicy(ofSize(limit), options)).toMatchObject({
      characters: limit,
      limit: { characters: limit },
      fits: true,
    });
    expect(measurePolicy(ofSize(limit + 1), options).fits).toBe(false);
  });

  it('has no limit of IAM where a policy belongs to a resource', () => {
    expect(measurePolicy(ofSize(20_000), { kind: 'resource' })).toEqual({
      characters: 20_000,
      fits: true,
    });
  });

  it('names where each limit is said', () => {
    expect(
      Object.values(policyLimits).filter(
        ({ source }) => !source.startsWith('https://docs.aws.amazon.com/'),
      ),
    ).toEqual([]);
  });
});
