import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { NoticeKind } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { validateMessageBlocks } from '@cluster-self-service/sandbox';
import fc from 'fast-check';
import { noticeMessage } from './messages';

const sessionUrl = 'https://portal.example.com/cluster-access/sessions/1';
const session: AccessSession = {
  id: '1',
  phase: 'active',
  holder: 'user:default/erin',
  holderName: 'Erin',
  cluster: 'c-m-prod',
  clusterName: 'prod-eu',
  role: 'cluster-owner',
  reason: 'INC-42',
  durationSeconds: 900,
  origin: 'portal',
  requestedAt: '2026-11-21T14:00:00.000Z',
  activeAt: '2026-11-21T14:00:00.000Z',
  expiresAt: '2026-11-21T14:15:00.000Z',
};
const holder = { name: 'Erin', slackUserId: 'U1' };
const say = (kind: NoticeKind, changed: Partial<AccessSession> = {}) =>
  noticeMessage(
    { kind, sessionUrl, session: { ...session, ...changed } },
    { holder },
  );

describe('what notices say', () => {
  it('tells who has what, where, until when and why', () => {
    expect(say('started').text).toBe(
      '<@U1> has *cluster-owner* on *prod-eu* until ' +
        '<!date^1795270500^{date_short_pretty} at {time}|2026-11-21 14:15 UTC>: INC-42',
    );
  });

  it.each([
    ['expired', 'Its time is over.'],
    ['released', '<@U1> gave it back.'],
    ['revoked', 'It was revoked by someone.'],
    ['lost', 'Its binding was deleted outside of the portal.'],
  ] as const)('tells how a session ended: %s', (endReason, sentence) => {
    const { text } = say('ended', {
      endReason,
      endedAt: '2026-11-21T14:01:30.000Z',
    });
    expect(text).toBe(
      `The access of <@U1> to *prod-eu* has ended. ${sentence} It lasted 1 minute 30 seconds.`,
    );
  });

  it('names a person without an account in Slack', () => {
    const { text } = noticeMessage(
      { kind: 'ended', sessionUrl, session },
      { holder: { name: 'Erin <@U2>' } },
    );
    expect(text).toMatch(/^The access of \*Erin &lt;@U2&gt;\*/);
  });
});

describe('hostile text in notices', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          '<!channel>',
          '<@U2>',
          '<http://evil.example|portal>',
          '|',
          '>',
          '&lt;!here&gt;',
          '\n',
          '\u202e',
          '```',
          '*',
          ' ',
          '\ud83d',
        ),
      )
      .map(parts => parts.join('')),
    fc.constantFrom('x'.repeat(10_000), '😀'.repeat(3_000), ''),
  );

  const angles = (text: string) => text.match(/<[^>]*>|[<>]/g) ?? [];
  const allowed =
    /^<@U1>$|^<!date\^\d+\^\{date_short_pretty\} at \{time\}\|[-\d: ]+ UTC>$/;
  const links =
    /^<https:\/\/portal\.example\.com\/[^|<>]*\|Session in the portal>$/;
  const archiveLink = /^<https?:\/\/[^|<>]*\|Open the archive>$/;

  it('makes no link, mention or broadcast, and stays within what Slack takes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<NoticeKind>('started', 'ended', 'archived'),
        fc.record({
          reason: hostile,
          clusterName: hostile,
          role: hostile,
          holderName: hostile,
          url: hostile,
          origin: hostile,
        }),
        (kind, { url, ...changed }) => {
          const archive = {
            store: 'x',
            locator: 'x',
            url,
            fileName: 'x',
            size: 1,
            sha256: 'x',
            lines: 1,
            truncated: false,
            createdAt: session.requestedAt,
          };
          const { text, blocks } = say(kind, { ...changed, archive });
          expect(text.length).toBeLessThan(40_000);
          expect(angles(text).filter(part => !allowed.test(part))).toEqual([]);
          expect(validateMessageBlocks(blocks)).toEqual([]);
          for (const block of blocks) {
            for (const mrkdwn of mrkdwnOf(block)) {
              expect(mrkdwn.length).toBeLessThanOrEqual(3000);
              expect(
                angles(mrkdwn).filter(
                  part =>
                    !allowed.test(part) &&
                    !links.test(part) &&
                    !archiveLink.test(part),
                ),
              ).toEqual([]);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  function mrkdwnOf(value: unknown): string[] {
    if (Array.isArray(value)) {
      return value.flatMap(mrkdwnOf);
    }
    if (typeof value !== 'object' || value === null) {
      return [];
    }
    if ('type' in value && value.type === 'mrkdwn' && 'text' in value) {
      expect(value).toHaveProperty('verbatim', true);
      return [String(value.text)];
    }
    return Object.values(value).flatMap(mrkdwnOf);
  }
});
