import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  AccessOptions,
  AccessRequest,
  AccessSession,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { clusterAccessExtensionPoint } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type {
  AccessDecision,
  AccessDesk,
  Notifier,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { people, startSlack } from '@cluster-self-service/sandbox';
import type { SlackOptions, SlackPeer } from '@cluster-self-service/sandbox';
import type { JsonObject } from '@backstage/types';
import clusterAccessModuleSlack from '..';

export const erin = people.filter(({ name }) => name === 'erin')[0];
export const dana = people.filter(({ name }) => name === 'dana')[0];

export const session: AccessSession = {
  id: '5f1c9f0e-0d4e-4a55-9a35-0b8d1c6d7c11',
  phase: 'approved',
  holder: 'user:default/erin',
  holderName: 'Erin Engineer',
  cluster: 'c-m-prod',
  clusterName: 'prod-eu',
  role: 'cluster-owner',
  reason: 'INC-42: pods are stuck',
  durationSeconds: 900,
  origin: 'slack',
  requestedAt: '2026-11-21T14:00:00.000Z',
};

export const options: AccessOptions = {
  options: [
    {
      cluster: 'c-m-prod',
      clusterName: 'prod-eu',
      roles: [
        {
          name: 'cluster-owner',
          displayName: 'Cluster Owner',
          maxDurationSeconds: 3600,
        },
        {
          name: 'read-only',
          displayName: 'Read-only',
          maxDurationSeconds: 14_400,
        },
      ],
    },
    {
      cluster: 'c-m-test',
      clusterName: 'test',
      roles: [
        {
          name: 'cluster-owner',
          displayName: 'Cluster Owner',
          maxDurationSeconds: 14_400,
        },
      ],
    },
  ],
  durations: [900, 3600, 14_400],
  reason: { minLength: 5, maxLength: 500 },
  problems: [],
};

/** What the desk was asked, and what it says. */
export class FakeDesk implements AccessDesk {
  readonly requests: Array<{
    requester: string;
    request: AccessRequest;
    origin: string;
    idempotencyKey?: string;
  }> = [];
  offers: AccessOptions = options;
  decide: () => Promise<AccessDecision> = async () => ({
    taken: true,
    session,
  });

  async options(): Promise<AccessOptions> {
    return this.offers;
  }

  async request(
    requester: string,
    request: AccessRequest,
    how: { origin: string; idempotencyKey?: string },
  ): Promise<AccessDecision> {
    this.requests.push({ requester, request, ...how });
    return this.decide();
  }

  async find(): Promise<AccessSession | undefined> {
    return undefined;
  }
}

export interface Portal {
  slack: SlackPeer;
  desk: FakeDesk;
  notifiers: Notifier[];
  /** Failed events that the auditor heard of, by message. */
  refusals: string[];
  stop(): Promise<void>;
}

export function user(name: string, email: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: { profile: { email, displayName: name }, memberOf: [] },
  };
}

/** A backend with the module in it, and a sandbox Slack that talks with it over HTTP. */
export async function startPortal(
  given: {
    entities?: Entity[];
    slackConfig?: JsonObject;
    slack?: Partial<SlackOptions>;
  } = {},
): Promise<Portal> {
  const secrets = { signingSecret: 'signing-secret', botToken: 'xoxb-token' };
  const slack = await startSlack({ people, ...secrets, ...given.slack });
  const desk = new FakeDesk();
  const notifiers: Notifier[] = [];
  const refusals: string[] = [];
  const clusterAccess = createBackendPlugin({
    pluginId: 'cluster-access',
    register(registration) {
      registration.registerExtensionPoint(clusterAccessExtensionPoint, {
        desk,
        addNotifier: notifier => notifiers.push(notifier),
        setArchiveStore: () => undefined,
        setAuditLogSource: () => undefined,
        setGrantProvider: () => undefined,
      });
      registration.registerInit({ deps: {}, async init() {} });
    },
  });
  const auditor = createServiceFactory({
    service: coreServices.auditor,
    deps: {},
    factory: () => ({
      createEvent: async (_options: AuditorServiceCreateEventOptions) => ({
        success: async () => undefined,
        fail: async ({ error }: { error: Error }) => {
          refusals.push(error.message);
        },
      }),
    }),
  });
  const backend = await startTestBackend({
    features: [
      clusterAccess,
      clusterAccessModuleSlack,
      auditor,
      catalogServiceMock.factory({
        entities:
          given.entities ?? people.map(({ name, email }) => user(name, email)),
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example.com' },
          clusterAccess: {
            slack: {
              ...secrets,
              apiUrl: slack.apiUrl,
              channel: '#cluster-access',
              timeout: { seconds: 2 },
              ...given.slackConfig,
            },
          },
        },
      }),
    ],
  });
  const base = `http://127.0.0.1:${backend.server.port()}/api/cluster-access/slack`;
  slack.setUrls({
    commandUrl: `${base}/commands`,
    interactionsUrl: `${base}/interactions`,
  });
  return {
    slack,
    desk,
    notifiers,
    refusals,
    async stop() {
      await backend.stop();
      await slack.stop();
    },
  };
}
