import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readSlackSettings } from './config';

const slack = {
  botToken: 'xoxb',
  signingSecret: 's',
  channel: '#cluster-access',
};
const read = (changed: JsonObject) =>
  readSlackSettings(
    new ConfigReader({ clusterAccess: { slack: { ...slack, ...changed } } }),
  );

describe('clusterAccess.slack', () => {
  it('may be absent', () => {
    expect(
      readSlackSettings(new ConfigReader({ clusterAccess: {} })),
    ).toBeUndefined();
  });

  it('has defaults that work', () => {
    expect(read({})).toMatchObject({
      channel: 'cluster-access',
      clusterChannels: {},
      apiUrl: 'https://slack.com/api/',
      timeoutMs: 10_000,
    });
  });

  it.each<[JsonObject, RegExp]>([
    [{ botToken: '' }, /clusterAccess.slack.botToken/],
    [{ signingSecret: 1 }, /clusterAccess.slack.signingSecret/],
    [{ channel: 'a channel' }, /clusterAccess.slack.channel/],
    [
      { clusterChannels: { c: '<!channel>' } },
      /clusterAccess.slack.clusterChannels.c /,
    ],
    [{ apiUrl: 'ftp://slack' }, /clusterAccess.slack.apiUrl/],
    [{ timeout: 'soon' }, /clusterAccess.slack.timeout/],
    // Which would mean: wait for ever.
    [{ timeout: { seconds: 0 } }, /clusterAccess.slack.timeout/],
    [{ timeout: { seconds: NaN } }, /clusterAccess.slack.timeout/],
  ])(
    'stops the start with the path of what is wrong in %j',
    (changed, message) => {
      expect(() => read(changed)).toThrow(message);
    },
  );
});
