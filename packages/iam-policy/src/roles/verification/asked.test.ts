import { isAsked } from './asked';

const resource = 'arn:aws:dynamodb:us-east-2:490262564977:table/orders';
const keys = 'dynamodb:LeadingKeys';
const asked = [
  { action: 'dynamodb:Query', resource, context: { [keys]: ['a', 'b'] } },
];
const isAskedWith = (context: Record<string, string | string[]>) =>
  isAsked({ action: 'dynamodb:Query', resource, context }, asked);

describe('a call with several values of a key', () => {
  it('is asked for when each of them is', () => {
    expect(isAskedWith({ [keys]: ['a', 'b'] })).toBe(true);
    expect(isAskedWith({ [keys]: 'b' })).toBe(true);
  });

  it('is not when one of them is another', () => {
    expect(isAskedWith({ [keys]: ['a', 'c'] })).toBe(false);
  });

  it('is not when there is none', () => {
    expect(isAskedWith({ [keys]: [] })).toBe(false);
    expect(isAskedWith({})).toBe(false);
  });

  it('may carry more besides', () => {
    expect(isAskedWith({ [keys]: 'a', 'aws:SourceVpc': 'vpc-1' })).toBe(true);
  });
});
