import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:https';
import { listen, stop } from '../http';
import { loopbackCertificate } from '../tls';
import { startControllers } from './controllers';
import { requestListener } from './http/handler';
import { KubernetesFaults } from './http/fault-injection';
import { Tokens } from './http/authentication';
import type { WatchStream } from './http/watch-stream';
import { kubeconfig } from './kubeconfig';
import { objectAccess } from './object-access';
import { AdmissionChain, type Cluster } from './operations';
import { RbacAuthorizer } from './rbac';
import { BUILT_IN_TYPES, TypeRegistry } from './registry';
import { Store } from './store';
import type { KubernetesApiServer, UserInfo } from './types';

export interface KubernetesApiServerOptions {
  /** 0, the default: any free one. */
  port?: number;
  /** Loopback only. */
  host?: '127.0.0.1' | '::1' | 'localhost';
  clock?: () => Date;
  /** How many changes a type are remembered for watches and lists of the past; older ones are answered with 410. */
  historyLimit?: number;
  /** Between two bookmarks of a watch (milliseconds). */
  bookmarkInterval?: number;
  /** How long a watch without timeoutSeconds lasts (milliseconds). */
  watchTimeout?: number;
  /** Besides admin, alice (group devs) and bob (group approvers). */
  users?: Array<UserInfo & { token: string }>;
}

const HISTORY_LIMIT = 20_000;
const BOOKMARK_INTERVAL = 60_000;
const WATCH_TIMEOUT = 30 * 60_000;
/** Longer than clients keep idle connections, so that none is closed under a request (milliseconds). */
const KEEP_ALIVE = 120_000;

const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;

const PEOPLE: UserInfo[] = [
  { username: 'admin', groups: ['system:masters'] },
  { username: 'alice', groups: ['devs'] },
  { username: 'bob', groups: ['approvers'] },
];

function randomSuffix(): string {
  return [...randomBytes(SUFFIX_LENGTH)]
    .map(byte => SUFFIX_LETTERS[byte % SUFFIX_LETTERS.length])
    .join('');
}

/** A Kubernetes API server over HTTPS, in memory. */
export async function startKubernetesApiServer(
  options: KubernetesApiServerOptions = {},
): Promise<KubernetesApiServer> {
  const host = options.host ?? '127.0.0.1';
  const clock = options.clock ?? (() => new Date());
  const store = new Store({
    historyLimit: options.historyLimit ?? HISTORY_LIMIT,
  });
  const cluster: Cluster = {
    store,
    types: new TypeRegistry(BUILT_IN_TYPES),
    admission: new AdmissionChain(),
    authorizer: new RbacAuthorizer(store),
    now: clock,
    uid: randomUUID,
    suffix: randomSuffix,
  };
  const controllers = startControllers(cluster);

  const tokens = new Tokens();
  const users = new Map<string, string>();
  const addUser = (user: UserInfo & { token: string }) => {
    tokens.add(user.token, user);
    users.set(user.username, user.token);
  };
  PEOPLE.forEach(user =>
    addUser({ ...user, token: randomBytes(24).toString('base64url') }),
  );
  options.users?.forEach(addUser);

  const streams = new Set<WatchStream>();
  const faults = new KubernetesFaults(() => {
    const open = [...streams];
    open.forEach(stream => stream.drop());
    return open.length;
  });
  const { key, cert, ca } = loopbackCertificate();
  const server = createServer(
    { key, cert, keepAliveTimeout: KEEP_ALIVE, noDelay: true },
    requestListener({
      cluster,
      tokens,
      faults,
      watches: {
        bookmarkInterval: options.bookmarkInterval ?? BOOKMARK_INTERVAL,
        defaultTimeout: options.watchTimeout ?? WATCH_TIMEOUT,
        opened: stream => {
          streams.add(stream);
          return () => streams.delete(stream);
        },
      },
    }),
  );
  server.requestTimeout = 0;
  const url = await listen(server, { port: options.port, host });
  const currentKubeconfig = () =>
    kubeconfig({
      url,
      caCertificate: ca,
      users: [...users].map(([name, token]) => ({ name, token })),
    });

  return {
    name: 'kubernetes',
    url,
    caCertificate: ca,
    faults,
    get kubeconfig() {
      return currentKubeconfig();
    },
    addAdmission: plugin => cluster.admission.add(plugin),
    addUser: user => {
      addUser(user);
      return currentKubeconfig();
    },
    isAllowed: (user, attributes) =>
      cluster.authorizer.isAllowed(user, attributes),
    rulesFor: (user, namespace) => cluster.authorizer.rulesFor(user, namespace),
    objects: objectAccess(cluster),
    stop: async () => {
      controllers.stop();
      await stop(server);
    },
  };
}
