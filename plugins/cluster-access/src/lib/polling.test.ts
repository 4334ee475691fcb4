import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { sampleSession } from '../__testUtils__';
import { pollDelay } from './polling';

const now = Date.parse('2026-01-31T09:00:00.000Z');
const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();
const delay = (...changes: Array<Partial<AccessSession>>) =>
  pollDelay(changes.map(sampleSession), now);

describe('pollDelay', () => {
  it('looks now and then when nothing is about to happen', () => {
    expect(delay()).toBe(30_000);
    expect(delay({ phase: 'archived' }, { phase: 'denied' })).toBe(30_000);
    expect(delay({ phase: 'active', expiresAt: at(3600) })).toBe(30_000);
    expect(delay({ phase: 'requested' })).toBe(30_000);
  });

  it.each(['approved', 'granting', 'revoking'] as const)(
    'looks often while a session is %s',
    phase => {
      expect(delay({ phase })).toBe(2_000);
    },
  );

  it('looks when the time of an active session is over, then every second', () => {
    expect(delay({ phase: 'active', expiresAt: at(12) })).toBe(12_000);
    expect(delay({ phase: 'active', expiresAt: at(0.2) })).toBe(1_000);
    expect(delay({ phase: 'active', expiresAt: at(-4) })).toBe(1_000);
  });

  it('waits for the archive, but not for ever', () => {
    expect(delay({ phase: 'revoked', endedAt: at(-5) })).toBe(2_000);
    expect(delay({ phase: 'revoked', endedAt: at(-90) })).toBe(30_000);
  });

  it('follows the session that changes first', () => {
    expect(delay({ phase: 'archived' }, { phase: 'granting' })).toBe(2_000);
  });
});
