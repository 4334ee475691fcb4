import { asJson, at, listAt, stringAt, timestamp } from '../json';
import {
  changeObject,
  type Cluster,
  deleteObject,
  internalWrite,
} from '../operations';
import { customTypes } from '../registry';
import type { Json, StoredObject } from '../types';
import { tolerate } from './tolerate';

const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';
const CLEANUP = 'customresourcecleanup.apiextensions.k8s.io';
const write = internalWrite('system:apiserver');

function conditions(now: Date): Json {
  const since = { status: 'True', lastTransitionTime: timestamp(now) };
  return [
    {
      type: 'NamesAccepted',
      ...since,
      reason: 'NoConflicts',
      message: 'no conflicts found',
    },
    {
      type: 'Established',
      ...since,
      reason: 'InitialNamesAccepted',
      message: 'the initial names have been accepted',
    },
  ];
}

function storageVersion(definition: StoredObject): string[] {
  const stored = listAt(definition, 'spec', 'versions').find(
    version => at(version, 'storage') === true,
  );
  return [stringAt(stored, 'name') ?? ''];
}

/** Serves what CustomResourceDefinitions define, and clears away what they leave. */
export function startCustomResources(cluster: Cluster): () => void {
  const { store, types } = cluster;
  const definitions = () =>
    types.find('apiextensions.k8s.io', 'v1', 'customresourcedefinitions');

  const change = (
    { metadata }: StoredObject,
    edit: (draft: StoredObject) => void,
    subresource?: 'status',
  ) => {
    const type = definitions();
    if (type) {
      changeObject(
        cluster,
        { type, name: metadata.name, subresource },
        edit,
        write,
      );
    }
  };

  const establish = (definition: StoredObject) => {
    const versions = [
      ...new Set([
        ...listAt(definition, 'status', 'storedVersions').map(String),
        ...storageVersion(definition),
      ]),
    ];
    const accepted = JSON.stringify(at(definition, 'spec', 'names'));
    if (
      JSON.stringify(at(definition, 'status', 'acceptedNames')) !== accepted ||
      versions.length !== listAt(definition, 'status', 'storedVersions').length
    ) {
      change(
        definition,
        draft => {
          const present = listAt(definition, 'status', 'conditions');
          draft.status = {
            conditions:
              present.length > 0 ? present : conditions(cluster.now()),
            acceptedNames: at(definition, 'spec', 'names'),
            storedVersions: versions,
          };
        },
        'status',
      );
    }
    if (!definition.metadata.finalizers?.includes(CLEANUP)) {
      change(definition, draft => {
        draft.metadata.finalizers = [
          ...(draft.metadata.finalizers ?? []),
          CLEANUP,
        ];
      });
    }
  };

  const cleanUp = (definition: StoredObject) => {
    const [type] = customTypes(asJson(definition));
    const key = definition.metadata.name;
    if (type) {
      store.list(key).forEach(({ metadata: { name, namespace } }) => {
        tolerate(() => {
          deleteObject(cluster, { type, name, namespace }, {}, write);
        });
      });
    }
    if (store.list(key).length === 0) {
      change(definition, draft => {
        draft.metadata.finalizers = draft.metadata.finalizers?.filter(
          name => name !== CLEANUP,
        );
      });
    }
  };

  const watching = new Map<string, () => void>();
  const reconcile = (name: string) => {
    const definition = store.get(DEFINITIONS, name);
    if (definition?.metadata.deletionTimestamp) {
      cleanUp(definition);
    } else if (definition) {
      establish(definition);
    }
  };
  const unsubscribe = store.subscribe(DEFINITIONS, ({ type, object }) => {
    const { name } = object.metadata;
    const [first] = customTypes(asJson(object));
    if (type === 'DELETED') {
      watching.get(name)?.();
      watching.delete(name);
      types.unregister({
        group: stringAt(object, 'spec', 'group') ?? '',
        resource: stringAt(object, 'spec', 'names', 'plural') ?? '',
      });
      return;
    }
    if (first) {
      types.register(customTypes(asJson(object)));
    }
    tolerate(() => reconcile(name));
    if (object.metadata.deletionTimestamp && !watching.has(name)) {
      watching.set(
        name,
        store.subscribe(
          name,
          event => event.type === 'DELETED' && tolerate(() => reconcile(name)),
        ),
      );
    }
  });
  return () => {
    unsubscribe();
    watching.forEach(stop => stop());
  };
}
