import { Installation } from './support/installation';
import { until } from './support/until';

jest.setTimeout(120_000);

describe('one access session', () => {
  let installation: Installation;

  beforeAll(async () => {
    installation = await Installation.create();
  });
  afterAll(async () => {
    await installation?.destroy();
  });

  it('goes from the request to the archive', async () => {
    const backend = await installation.startBackend();
    const erin = await installation.signIn(backend, 'erin');
    const session = await erin.request({
      cluster: 'c-m-7qkx2bzl',
      role: 'cluster-member',
      durationSeconds: 3,
      reason: 'Look into the failing payments, INC-4711',
    });
    const archived = await until('the session is archived', async () => {
      const details = await erin.session(session.id);
      return details.session.phase === 'archived' && details;
    });
    expect(archived.session).toMatchObject({
      endReason: 'expired',
      archive: { truncated: false },
    });
  });
});
