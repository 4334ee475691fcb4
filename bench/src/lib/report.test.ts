import { markdownTable, readable } from './report';

it('writes a table', () => {
  expect(markdownTable({ head: ['a', 'b'], rows: [['x | y', 1]] })).toBe(
    '| a | b |\n| --- | --- |\n| x \\| y | 1 |',
  );
});

it.each([
  [0.123, '0.1 ms'],
  [12.7, '13 ms'],
  [999, '999 ms'],
  [1234, '1.23 s'],
])('shows %d as %s', (ms, text) => {
  expect(readable(ms)).toBe(text);
});
