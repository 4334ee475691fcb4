import { formatBytes, webUrl } from './format';
import { localeFor } from './locale';

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [48_213, '48.2 kB'],
    [1_300_000, '1.3 MB'],
    [2_000_000_000_000, '2,000 GB'],
  ])('shows %d as %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text);
  });
});

describe('webUrl', () => {
  it('lets web addresses through', () => {
    expect(webUrl('https://drive.example.com/f/1')).toBe(
      'https://drive.example.com/f/1',
    );
  });

  it.each([undefined, '', '/somewhere', ' javascript:alert(1)', 'data:,x'])(
    'drops %p',
    url => {
      expect(webUrl(url)).toBeUndefined();
    },
  );
});

describe('localeFor', () => {
  it('keeps how the browser writes the language of the app', () => {
    expect(localeFor('en', ['de-DE', 'en-GB', 'en-US'])).toBe('en-GB');
  });

  it('follows the app where the browser does not know its language', () => {
    expect(localeFor('de', ['en-GB'])).toBe('de');
    expect(localeFor('e', ['en-GB'])).toBe('e');
  });
});
