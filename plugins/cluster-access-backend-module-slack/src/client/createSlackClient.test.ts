import { mockServices } from '@backstage/backend-test-utils';
import { startSlack } from '@cluster-self-service/sandbox';
import { callSlack } from './callSlack';
import { createSlackClient } from './createSlackClient';

describe('the log of the Slack client', () => {
  it('holds neither secrets nor what people wrote, whatever happens', async () => {
    const secrets = { botToken: 'xoxb-token', signingSecret: 'signing-secret' };
    const slack = await startSlack({ people: [], ...secrets });
    const logger = mockServices.logger.mock();
    const client = createSlackClient(
      { ...secrets, apiUrl: slack.apiUrl, timeoutMs: 2_000 },
      { logger },
    );
    try {
      await client.chat.postMessage({
        channel: 'cluster-access',
        text: 'very private',
      });
      for (const fault of [
        'server-error',
        'rate-limited',
        'timeout-after-delivery',
      ]) {
        slack.faults.switchOn(fault, { times: 1 });
        const error = await callSlack('chat.postMessage', () =>
          client.chat.postMessage({
            channel: 'cluster-access',
            text: 'very private',
          }),
        ).catch(e => e);
        expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain(
          'xoxb-token',
        );
      }
    } finally {
      await slack.stop();
    }
    const { debug, info, warn, error } = logger;
    expect(debug).toHaveBeenCalled();
    const lines = JSON.stringify(
      [debug, info, warn, error].map(log => log.mock.calls),
    );
    expect(lines).not.toMatch(/xoxb-token|signing-secret|very private/);
  });
});
