import type { KubernetesObject } from '../../kubernetes';
import type { KesSecret } from './read';

/** One step of a migration. */
export interface MigrationStep {
  /** What is done, one sentence. */
  title: string;
  /** What goes wrong without it, or what to look at. */
  why: string;
  /** Commands, each as its arguments: nothing has to be quoted for a shell. */
  commands: string[][];
}

/** Deployment of the old controller. */
export interface KesController {
  namespace: string;
  deployment: string;
}

/** Finds the owner reference of the old controller in first place, or changes nothing. */
const DROP_OWNER = JSON.stringify([
  {
    op: 'test',
    path: '/metadata/ownerReferences/0/apiVersion',
    value: 'kubernetes-client.io/v1',
  },
  { op: 'remove', path: '/metadata/ownerReferences/0' },
]);

const OWN = JSON.stringify({ spec: { target: { creationPolicy: 'Owner' } } });

/** The steps in their order. A step that is done again changes nothing more. */
export function migrationSteps(
  secrets: KesSecret[],
  stores: KubernetesObject[],
  controller: KesController,
): MigrationStep[] {
  const forEach = (...args: string[]) =>
    secrets.map(({ namespace, metadata }) => [
      'kubectl',
      ...args.map(arg => (arg === '<name>' ? metadata.name : arg)),
      `--namespace=${namespace}`,
    ]);
  const isReady = ['--for=condition=Ready', '--timeout=5m'];
  return [
    {
      title: 'Stop the old controller.',
      why: 'It writes a Secret again, with its owner reference, as soon as something in it changes. Where Argo CD heals its Deployment, set the replicas in Git. While it is stopped, Secrets that are not migrated keep their values and are not refreshed, in every namespace.',
      commands: [
        [
          'kubectl',
          'scale',
          'deployment',
          controller.deployment,
          '--replicas=0',
          `--namespace=${controller.namespace}`,
        ],
        [
          'kubectl',
          'rollout',
          'status',
          `deployment/${controller.deployment}`,
          `--namespace=${controller.namespace}`,
        ],
      ],
    },
    {
      title: 'Take the old owner off the Secrets.',
      why: 'Each Secret belongs to its old ExternalSecret: deleting that one, by hand or by a pruning Argo CD, deletes the Secret. The patch changes nothing where the owner is another one.',
      commands: forEach(
        'patch',
        'secret',
        '<name>',
        '--type=json',
        '--patch',
        DROP_OWNER,
      ),
    },
    {
      title: 'Apply the SecretStores and wait until they are ready.',
      why: 'A store that is not ready says in its status what its role may not do.',
      commands: stores.map(({ metadata }) => [
        'kubectl',
        'wait',
        `secretstores.external-secrets.io/${metadata.name}`,
        ...isReady,
        `--namespace=${metadata.namespace ?? ''}`,
      ]),
    },
    {
      title: 'Apply the new ExternalSecrets and wait until they are ready.',
      why: 'With creationPolicy Orphan they write into the Secrets that are there, and taking one back deletes nothing. Keep the old objects beside them in Git until this step is through.',
      commands: secrets.map(({ namespace, metadata }) => [
        'kubectl',
        'wait',
        `externalsecrets.external-secrets.io/${metadata.name}`,
        ...isReady,
        `--namespace=${namespace}`,
      ]),
    },
    {
      title: 'Delete the old ExternalSecrets.',
      why: 'The full name of the resource matters: both controllers call theirs externalsecrets. --cascade=orphan keeps the Secret even if a reference was missed.',
      commands: forEach(
        'delete',
        'externalsecrets.kubernetes-client.io',
        '<name>',
        '--cascade=orphan',
        '--ignore-not-found',
      ),
    },
    {
      title: 'Let the new ExternalSecrets own their Secrets.',
      why: 'From here a deleted ExternalSecret takes its Secret along, and a Secret that was changed by hand is mended. Write it to Git too. Leave it out where a Secret shall outlive its ExternalSecret.',
      commands: forEach(
        'patch',
        'externalsecrets.external-secrets.io',
        '<name>',
        '--type=merge',
        '--patch',
        OWN,
      ),
    },
    {
      title: 'Remove the old controller when it has nothing left.',
      why: 'The list has to be empty in every namespace; until then scale it up again after this migration if others wait for it.',
      commands: [
        [
          'kubectl',
          'get',
          'externalsecrets.kubernetes-client.io',
          '--all-namespaces',
        ],
      ],
    },
  ];
}
