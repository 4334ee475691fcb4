import {
  at,
  type JsonObject,
  listAt,
  objectAt,
  stringAt,
  stringsAt,
} from '../json';
import { ageOf } from '../table/duration';
import type { Json } from '../types';
import type { TableColumn } from './served-type';

type Cell = (object: JsonObject, now: Date) => Json;

function column(
  name: string,
  cell: Cell,
  options: Partial<TableColumn> = {},
): TableColumn {
  return { name, type: 'string', priority: 0, cell, ...options };
}

const wide = (name: string, cell: Cell) => column(name, cell, { priority: 1 });
const count = (name: string, cell: Cell) =>
  column(name, cell, { type: 'integer' });
const number = (object: JsonObject, ...path: string[]) =>
  Number(at(object, ...path) ?? 0);
const none = (texts: string[]) => texts.join(',') || '<none>';

export const NAME = column(
  'Name',
  object => stringAt(object, 'metadata', 'name') ?? '',
  {
    format: 'name',
    description: 'Name must be unique within a namespace.',
  },
);
export const AGE = column('Age', (object, now) =>
  ageOf(at(object, 'metadata', 'creationTimestamp'), now),
);

/** What every type without columns of its own has (the `Created At` of apiserver's default convertor). */
export const DEFAULT_COLUMNS: readonly TableColumn[] = [
  NAME,
  column(
    'Created At',
    object => stringAt(object, 'metadata', 'creationTimestamp') ?? '',
    {
      type: 'date',
    },
  ),
];

const size = (...keys: string[]): Cell => {
  return object =>
    keys.reduce(
      (sum, key) => sum + Object.keys(objectAt(object, key) ?? {}).length,
      0,
    );
};

const containers = (object: JsonObject) =>
  listAt(object, 'spec', 'template', 'spec', 'containers');
const names: Cell = object =>
  none(containers(object).flatMap(item => stringAt(item, 'name') ?? []));
const images: Cell = object =>
  none(containers(object).flatMap(item => stringAt(item, 'image') ?? []));
const selector: Cell = object =>
  none(
    Object.entries(
      objectAt(object, 'spec', 'selector', 'matchLabels') ?? {},
    ).map(([key, value]) => `${key}=${value}`),
  );
const ready: Cell = object =>
  `${number(object, 'status', 'readyReplicas')}/${Number(
    at(object, 'spec', 'replicas') ?? 1,
  )}`;

const role: Cell = object =>
  `${stringAt(object, 'roleRef', 'kind')}/${stringAt(
    object,
    'roleRef',
    'name',
  )}`;
const subjects = (kind: string): Cell => {
  return object =>
    listAt(object, 'subjects')
      .filter(subject => stringAt(subject, 'kind') === kind)
      .map(subject =>
        [stringAt(subject, 'namespace'), stringAt(subject, 'name')]
          .filter(Boolean)
          .join('/'),
      )
      .join(', ');
};
const BINDING = [
  NAME,
  column('Role', role),
  AGE,
  wide('Users', subjects('User')),
  wide('Groups', subjects('Group')),
  wide('ServiceAccounts', subjects('ServiceAccount')),
];
const CREATED_AT = column(
  'Created At',
  object => stringAt(object, 'metadata', 'creationTimestamp') ?? '',
  {
    type: 'date',
  },
);

const statuses = (object: JsonObject) =>
  listAt(object, 'status', 'containerStatuses');

/** The columns of kube-apiserver's printers (pkg/printers/internalversion/printers.go). */
export const BUILT_IN_COLUMNS: Record<string, readonly TableColumn[]> = {
  namespaces: [
    NAME,
    column('Status', object => stringAt(object, 'status', 'phase') ?? ''),
    AGE,
  ],
  configmaps: [NAME, column('Data', size('data', 'binaryData')), AGE],
  secrets: [
    NAME,
    column('Type', object => stringAt(object, 'type') ?? ''),
    column('Data', size('data')),
    AGE,
  ],
  serviceaccounts: [
    NAME,
    column('Secrets', object => listAt(object, 'secrets').length),
    AGE,
  ],
  pods: [
    NAME,
    column('Ready', object => {
      const running = statuses(object).filter(
        status => at(status, 'ready') === true,
      );
      return `${running.length}/${listAt(object, 'spec', 'containers').length}`;
    }),
    column('Status', object =>
      stringAt(object, 'metadata', 'deletionTimestamp')
        ? 'Terminating'
        : stringAt(object, 'status', 'reason') ??
          stringAt(object, 'status', 'phase') ??
          'Unknown',
    ),
    column('Restarts', object =>
      String(
        statuses(object).reduce(
          (sum: number, item) => sum + Number(at(item, 'restartCount') ?? 0),
          0,
        ),
      ),
    ),
    AGE,
    wide('IP', object => stringAt(object, 'status', 'podIP') ?? '<none>'),
    wide('Node', object => stringAt(object, 'spec', 'nodeName') ?? '<none>'),
    wide(
      'Nominated Node',
      object => stringAt(object, 'status', 'nominatedNodeName') ?? '<none>',
    ),
    wide('Readiness Gates', () => '<none>'),
  ],
  services: [
    NAME,
    column('Type', object => stringAt(object, 'spec', 'type') ?? 'ClusterIP'),
    column(
      'Cluster-IP',
      object => stringAt(object, 'spec', 'clusterIP') ?? '<none>',
    ),
    column('External-IP', object =>
      none(stringsAt(object, 'spec', 'externalIPs')),
    ),
    column('Port(s)', object =>
      none(
        listAt(object, 'spec', 'ports').map(
          port => `${at(port, 'port')}/${stringAt(port, 'protocol') ?? 'TCP'}`,
        ),
      ),
    ),
    AGE,
    wide('Selector', object =>
      none(
        Object.entries(objectAt(object, 'spec', 'selector') ?? {}).map(
          ([key, value]) => `${key}=${value}`,
        ),
      ),
    ),
  ],
  events: [
    column('Last Seen', (object, now) =>
      ageOf(
        at(object, 'lastTimestamp') ??
          at(object, 'metadata', 'creationTimestamp'),
        now,
      ),
    ),
    column('Type', object => stringAt(object, 'type') ?? ''),
    column('Reason', object => stringAt(object, 'reason') ?? ''),
    column(
      'Object',
      object =>
        `${stringAt(
          object,
          'involvedObject',
          'kind',
        )?.toLowerCase()}/${stringAt(object, 'involvedObject', 'name')}`,
    ),
    wide('Source', object => stringAt(object, 'source', 'component') ?? ''),
    column('Message', object => stringAt(object, 'message') ?? ''),
    wide('First Seen', (object, now) =>
      ageOf(at(object, 'firstTimestamp'), now),
    ),
    wide('Count', object => Number(at(object, 'count') ?? 1)),
    wide('Name', object => stringAt(object, 'metadata', 'name') ?? ''),
  ],
  'leases.coordination.k8s.io': [
    NAME,
    column(
      'Holder',
      object => stringAt(object, 'spec', 'holderIdentity') ?? '',
    ),
    AGE,
  ],
  'roles.rbac.authorization.k8s.io': [NAME, CREATED_AT],
  'clusterroles.rbac.authorization.k8s.io': [NAME, CREATED_AT],
  'rolebindings.rbac.authorization.k8s.io': BINDING,
  'clusterrolebindings.rbac.authorization.k8s.io': BINDING,
  'deployments.apps': [
    NAME,
    column('Ready', ready),
    column('Up-to-date', object =>
      String(number(object, 'status', 'updatedReplicas')),
    ),
    column('Available', object =>
      String(number(object, 'status', 'availableReplicas')),
    ),
    AGE,
    wide('Containers', names),
    wide('Images', images),
    wide('Selector', selector),
  ],
  'statefulsets.apps': [
    NAME,
    column('Ready', ready),
    AGE,
    wide('Containers', names),
    wide('Images', images),
  ],
  'replicasets.apps': [
    NAME,
    count('Desired', object => Number(at(object, 'spec', 'replicas') ?? 1)),
    count('Current', object => number(object, 'status', 'replicas')),
    count('Ready', object => number(object, 'status', 'readyReplicas')),
    AGE,
    wide('Containers', names),
    wide('Images', images),
    wide('Selector', selector),
  ],
  'daemonsets.apps': [
    NAME,
    count('Desired', object =>
      number(object, 'status', 'desiredNumberScheduled'),
    ),
    count('Current', object =>
      number(object, 'status', 'currentNumberScheduled'),
    ),
    count('Ready', object => number(object, 'status', 'numberReady')),
    count('Up-to-date', object =>
      number(object, 'status', 'updatedNumberScheduled'),
    ),
    count('Available', object => number(object, 'status', 'numberAvailable')),
    AGE,
  ],
  'jobs.batch': [
    NAME,
    column(
      'Completions',
      object =>
        `${number(object, 'status', 'succeeded')}/${Number(
          at(object, 'spec', 'completions') ?? 1,
        )}`,
    ),
    column('Duration', () => ''),
    AGE,
  ],
  'networkpolicies.networking.k8s.io': [
    NAME,
    column('Pod-Selector', object =>
      none(
        Object.entries(
          objectAt(object, 'spec', 'podSelector', 'matchLabels') ?? {},
        ).map(([key, value]) => `${key}=${value}`),
      ),
    ),
    AGE,
  ],
  'customresourcedefinitions.apiextensions.k8s.io': [NAME, CREATED_AT],
};
