import fc from 'fast-check';
import { clean, cleanLine, escapeMrkdwn, link } from './mrkdwn';

describe('clean', () => {
  it('takes out what cannot be seen or turns text around', () => {
    expect(clean('a\u202eb\u0000c\u200b\r\nd', 100)).toBe('abc\nd');
  });

  it('is never longer than asked for, and never leaves half a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 20 }),
        (text, maximum) => {
          const result = clean(text, maximum);
          expect(result.length).toBeLessThanOrEqual(maximum);
          expect(result).not.toMatch(/\p{Cs}/u);
        },
      ),
    );
  });

  it('puts what belongs on one line there', () => {
    expect(cleanLine(' a\n\tb ', 100)).toBe('a b');
  });
});

describe('escapeMrkdwn', () => {
  it('leaves nothing that could begin a link or a mention, and loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const escaped = escapeMrkdwn(text);
        expect(escaped).not.toMatch(/[<>]/);
        const read = escaped
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&amp;/g, '&');
        expect(read).toBe(text);
      }),
    );
  });
});

describe('link', () => {
  it.each([
    [
      'https://portal.example.com/a?b=1&c=2',
      '<https://portal.example.com/a?b=1&amp;c=2|A &lt;b&gt;>',
    ],
    [
      'https://portal.example.com/|evil>',
      '<https://portal.example.com/%7Cevil%3E|A &lt;b&gt;>',
    ],
    [`${'javascript'}:alert(1)`, 'A &lt;b&gt;'],
    ['not a url', 'A &lt;b&gt;'],
  ])('writes %s as %s', (url, text) => {
    expect(link(url, 'A <b>')).toBe(text);
  });
});
