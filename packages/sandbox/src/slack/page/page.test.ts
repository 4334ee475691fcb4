import { people } from '../../people';
import { startSlack } from '../startSlack';

const secrets = { botToken: 'xoxb-token', signingSecret: 'secret' };
const erin = people[1].slackUserId;

describe('the page', () => {
  it('runs nothing but its own files, and lets no other page act', async () => {
    const slack = await startSlack({ people, ...secrets });
    try {
      const page = await fetch(`${slack.url}/`);
      expect(page.status).toBe(200);
      const policy = page.headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      const script = await fetch(`${slack.url}/assets/app.js`);
      expect(script.headers.get('content-type')).toMatch(/javascript/);
      const act = await fetch(`${slack.url}/page/channels/C0SANDBOX01`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: JSON.stringify({ person: erin, text: 'hello' }),
      });
      expect(act.status).toBe(415);
      expect(slack.messages('cluster-access')).toEqual([]);
    } finally {
      await slack.stop();
    }
  });

  it('shows an ephemeral message to its reader alone', async () => {
    const slack = await startSlack({ people, ...secrets });
    try {
      await slack.runCommand(erin, '/access');
      const state = async (person: string) =>
        (await fetch(`${slack.url}/page/state?person=${person}`)).text();
      expect(await state(erin)).toContain('dispatch_failed');
      expect(await state(people[0].slackUserId)).not.toContain(
        'dispatch_failed',
      );
    } finally {
      await slack.stop();
    }
  });
});
