import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { KubernetesClient } from '@cluster-self-service/kubernetes-node';
import { aftermathOf, uneventful } from './support/aftermath';
import type { BackendProcess } from './support/backend';
import { Installation } from './support/installation';
import type { PortalUser } from './support/portal';
import { leaseMs, promptlyMs, quick } from './support/quick';
import {
  bindingType,
  describeWithRealCluster,
  prepare,
  realClient,
  realKubeconfig,
} from './support/realCluster';
import { until } from './support/until';

jest.setTimeout(120_000);

const prodEu = 'c-m-7qkx2bzl';

/** No Rancher runs here: what it would answer for is the sandbox's to test. This is about the API server. */
describeWithRealCluster('access on a real API server', () => {
  let client: KubernetesClient;
  let installation: Installation;
  let backend: BackendProcess;
  let erin: PortalUser;
  let uma: PortalUser;

  beforeAll(async () => {
    client = realClient(realKubeconfig);
    await prepare(client);
    installation = await Installation.create({ kubeconfig: realKubeconfig });
    backend = await installation.startBackend({ overrides: quick });
    [erin, uma] = await Promise.all(
      ['erin', 'uma'].map(name => installation.signIn(backend, name)),
    );
  });
  afterAll(async () => {
    await installation?.destroy();
  });

  /** The bindings that carry a session. */
  async function bindingsOf({ id }: AccessSession) {
    const { items } = await client.list(bindingType, { namespace: prodEu });
    return items.filter(({ metadata }) =>
      JSON.stringify(metadata.annotations ?? {}).includes(id),
    );
  }

  async function activeSession(
    durationSeconds: number,
  ): Promise<AccessSession> {
    const { id } = await until('the request is taken', () =>
      erin.request({
        cluster: prodEu,
        role: 'cluster-member',
        durationSeconds,
        reason: 'See how a real API server takes it, INC-4711',
      }),
    );
    return until('the session is active', async () => {
      const { session } = await erin.session(id);
      if (session.phase !== 'active') {
        throw new Error(`it is ${session.phase}: ${session.message}`);
      }
      return session;
    });
  }

  /** When the bindings of a session were first seen to be gone. */
  async function goneAt(session: AccessSession): Promise<number> {
    await until(
      'its binding is gone',
      async () => (await bindingsOf(session)).length === 0,
    );
    return Date.now();
  }

  it('goes from the request to the archive', async () => {
    const session = await activeSession(4);
    expect(await bindingsOf(session)).toMatchObject([
      {
        clusterName: prodEu,
        roleTemplateName: 'cluster-member',
        userName: 'u-er1n5mzt7b',
      },
    ]);
    const end = Date.parse(session.expiresAt ?? '');
    const gone = await goneAt(session);
    expect(gone).toBeGreaterThanOrEqual(end);
    expect(gone).toBeLessThan(end + promptlyMs);
    expect(await aftermathOf(installation.sandbox, uma, session.id)).toEqual(
      uneventful,
    );
  });

  it('ends in time after the backend was killed', async () => {
    const session = await activeSession(4);
    await backend.kill();
    const end = Date.parse(session.expiresAt ?? '');
    await until('its time is over', () => Date.now() > end);
    expect(await bindingsOf(session)).toHaveLength(1);
    backend = await installation.startBackend({ overrides: quick });
    const ready = Date.now();
    expect(await goneAt(session)).toBeLessThan(
      ready + leaseMs + 1000 + promptlyMs,
    );
    expect(await aftermathOf(installation.sandbox, uma, session.id)).toEqual(
      uneventful,
    );
  });

  it('is lost when someone deletes the binding', async () => {
    const session = await activeSession(60);
    const [binding] = await bindingsOf(session);
    await client.delete(bindingType, {
      name: binding.metadata.name ?? '',
      namespace: prodEu,
    });
    expect(
      await aftermathOf(installation.sandbox, uma, session.id),
    ).toMatchObject({ endReason: 'lost', messages: uneventful.messages });
    expect(await bindingsOf(session)).toEqual([]);
  });
});
