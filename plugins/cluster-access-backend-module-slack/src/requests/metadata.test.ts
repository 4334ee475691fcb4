import { readResponseUrl, writeMetadata } from './metadata';

const slack = 'https://slack.com/api/';

describe('where a confirmation may be sent', () => {
  it.each([
    ['https://hooks.slack.com/commands/T1/2/3', slack],
    ['http://127.0.0.1:24040/commands/T1/2/3', 'http://127.0.0.1:24040/api/'],
  ])('%s, with the Web API at %s', (url, apiUrl) => {
    expect(readResponseUrl(writeMetadata(url), apiUrl)).toBe(url);
  });

  it.each([
    'http://hooks.slack.com/commands',
    'https://hooks.slack.com.evil.example/',
    'https://evil.example/?https://hooks.slack.com',
    'https://hooks.slack.com@evil.example/',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'nothing',
    'https://hooks.slack.com/'.padEnd(4000, 'x'),
  ])('not %s', url => {
    expect(readResponseUrl(writeMetadata(url), slack)).toBeUndefined();
  });

  it.each(['', '{', '[]', '{"responseUrl":1}'])('not out of %j', metadata => {
    expect(readResponseUrl(metadata, slack)).toBeUndefined();
  });
});
