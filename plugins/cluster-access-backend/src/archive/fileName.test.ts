import fc from 'fast-check';
import { archiveFileName } from './fileName';
import { endedSession } from './__testUtils__/archives';

describe('archiveFileName', () => {
  it('tells the day, the cluster, the holder and the session', () => {
    expect(archiveFileName(endedSession)).toBe(
      '2026-10-04_production_erin_5f0c1f0e-8f2b-4d39-9a2b-3f1c8a7d6e21.zip',
    );
  });

  it('writes names from elsewhere in plain letters', () => {
    expect(
      archiveFileName({
        ...endedSession,
        id: 's1',
        clusterName: ' Ünïted / Kingdom ',
        holder: 'user:default/j_rgen.o',
      }),
    ).toBe('2026-10-04_United-Kingdom_j-rgen.o_s1.zip');
  });

  it('is a safe file name whatever the cluster and the holder are called', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (clusterName, holder) => {
        const name = archiveFileName({ ...endedSession, clusterName, holder });
        expect(name).toMatch(
          /^2026-10-04_[A-Za-z0-9][A-Za-z0-9.-]*_[A-Za-z0-9][A-Za-z0-9.-]*_5f0c1f0e[0-9a-f-]+\.zip$/,
        );
        expect(name.length).toBeLessThan(255);
      }),
    );
  });
});
