import fc from 'fast-check';
import { formatDate, parseMrkdwn, safeUrl } from './assets/mrkdwn';

describe('mrkdwn on the page', () => {
  it.each([
    ['plain &lt;b&gt;', [{ type: 'text', text: 'plain <b>' }]],
    ['&amp;lt;', [{ type: 'text', text: '&lt;' }]],
    ['*bold*', [{ type: 'bold', children: [{ type: 'text', text: 'bold' }] }]],
    ['a_b_c', [{ type: 'text', text: 'a_b_c' }]],
    ['<@U1>', [{ type: 'user', id: 'U1', label: undefined }]],
    ['<!here>', [{ type: 'broadcast', name: 'here' }]],
    ['`<b>`', [{ type: 'code', text: '<b>' }]],
    [
      '<https://a.example/?x=1&amp;y=2|A &lt;b&gt;>',
      [{ type: 'link', url: 'https://a.example/?x=1&y=2', label: 'A <b>' }],
    ],
    [
      '<javascript:alert(1)|click>',
      [{ type: 'text', text: '<javascript:alert(1)|click>' }],
    ],
    [
      '<!date^1795270500^{time}|then>',
      [
        {
          type: 'date',
          seconds: 1795270500,
          format: '{time}',
          url: undefined,
          fallback: 'then',
        },
      ],
    ],
    [
      '&gt; one\n&gt; two\nthree',
      [
        { type: 'quote', children: [{ type: 'text', text: 'one\ntwo' }] },
        { type: 'text', text: 'three' },
      ],
    ],
    ['```*x*```', [{ type: 'pre', text: '*x*' }]],
  ])('reads %s', (text, nodes) => {
    expect(parseMrkdwn(text)).toEqual(nodes);
  });

  it('never makes a link that is not one of the web', () => {
    const part = fc.constantFrom(
      '<',
      '>',
      '|',
      '!date^1^',
      '^',
      `${'javascript'}:`,
      'data:',
      'https://a',
      '*',
      '`',
      '\n',
      'x',
    );
    fc.assert(
      fc.property(fc.array(part), parts => {
        for (const url of JSON.stringify(parseMrkdwn(parts.join(''))).matchAll(
          /"url":"([^"]*)"/g,
        )) {
          expect(url[1]).toMatch(/^https?:/);
        }
      }),
    );
  });

  it('takes long hostile text quickly', () => {
    const start = performance.now();
    for (const piece of ['*', '_a', '<', '`', '~a ', '&gt;\n', '```']) {
      parseMrkdwn(piece.repeat(4_000));
    }
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('shows dates in words where they are near', () => {
    const now = new Date('2026-11-21T12:00:00Z');
    expect(formatDate(now.getTime() / 1000, '{date_short_pretty}', now)).toBe(
      'today',
    );
    expect(
      formatDate(now.getTime() / 1000 + 86_400, '{date_pretty}', now),
    ).toBe('tomorrow');
    expect(formatDate(0, '{unknown} {date_num}', now)).toBe(
      '{unknown} 1970-01-01',
    );
  });

  it('knows what may be linked', () => {
    expect(safeUrl('https://a.example')).toBe('https://a.example/');
    expect(safeUrl('file:///etc/passwd')).toBeUndefined();
    expect(safeUrl('//a.example')).toBeUndefined();
  });
});
