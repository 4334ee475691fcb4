import {
  matchesFields,
  parseFieldSelector,
  parseLabelSelector,
} from './selectors';

describe('Label selectors', () => {
  const labels = { app: 'shop', tier: 'web' };

  it.each([
    ['app=shop', true],
    ['app==shop', true],
    ['app=other', false],
    ['app!=other', true],
    ['missing!=x', true],
    ['app in (shop, other)', true],
    ['app notin (shop)', false],
    ['missing notin (x)', true],
    ['missing in (x)', false],
    ['app', true],
    ['missing', false],
    ['!missing', true],
    ['!app', false],
    ['app=shop,tier in (web,db)', true],
    ['app=shop,tier=db', false],
    ['example.com/x', false],
    ['app=', false],
  ])('%s selects it: %s', (selector, expected) => {
    expect(parseLabelSelector(selector)?.(labels)).toBe(expected);
  });

  it('select objects without labels by what is missing', () => {
    expect(parseLabelSelector('!app')?.(undefined)).toBe(true);
  });

  it('are nothing when empty', () => {
    expect(parseLabelSelector('')).toBeUndefined();
  });

  it.each(['a b', 'a in x', '=', 'a=b=c'])(
    'must be well-formed: %s',
    selector => {
      expect(() => parseLabelSelector(selector)).toThrow(
        'unable to parse requirement',
      );
    },
  );
});

describe('Field selectors', () => {
  const object = { metadata: { name: 'a' }, status: { ready: true } };

  it.each([
    ['metadata.name=a', true],
    ['metadata.name!=a', false],
    ['status.ready=true', true],
    ['status.missing=', true],
    ['metadata.name=a,status.ready!=false', true],
  ])('%s selects it: %s', (selector, expected) => {
    expect(matchesFields(parseFieldSelector(selector))?.(object)).toBe(
      expected,
    );
  });

  it('take escaped commas as part of a value', () => {
    expect(parseFieldSelector('a=x\\,y')).toEqual([
      { field: 'a', not: false, value: 'x,y' },
    ]);
  });
});
