import { listed, nearest, placeholderFor } from './words';

describe('the nearest name', () => {
  const names = ['SendMessage', 'ReceiveMessage', 'GetQueueUrl'];

  it.each([
    ['SendMesage', 'SendMessage'],
    ['receivemessage', 'ReceiveMessage'],
    ['GetQueueURI', 'GetQueueUrl'],
  ])('of %s is %s', (written, name) => {
    expect(nearest(written, names)).toBe(name);
  });

  it.each(['Shout', 'DeleteEverything', ''])('of %j is none', written => {
    expect(nearest(written, names)).toBeUndefined();
  });
});

it('a variable becomes a placeholder', () => {
  expect(placeholderFor('JobName')).toBe('<job-name>');
});

it.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c', 'd'], 'a, b, c and d'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
])('%j is listed as %s', (names, text) => {
  expect(listed(names)).toBe(text);
});
