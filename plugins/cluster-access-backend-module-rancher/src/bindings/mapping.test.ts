import * as fc from 'fast-check';
import { bindingName } from './bindingName';
import { completedBinding, hold, target } from './fixtures';
import { serializeHolds } from './holds';
import {
  FINALIZER,
  HOLDS_ANNOTATION,
  isOurs,
  marksOf,
  marksPatch,
  newBinding,
  observedGrant,
} from './mapping';

const createdAt = new Date('2026-11-21T10:00:00.250Z');
const marks = (holds = [hold()]) =>
  marksOf(holds, { createdAt, ttlMarkers: ['kyverno'] });

describe('a new binding', () => {
  it('has its fields at the top, lives in the namespace of its cluster, and says until when', () => {
    expect(newBinding(target, marks())).toEqual({
      apiVersion: 'management.cattle.io/v3',
      kind: 'ClusterRoleTemplateBinding',
      metadata: {
        name: 'access-tsotidm6f7',
        namespace: 'c-m-7qkx2bzl',
        labels: {
          'app.kubernetes.io/managed-by': 'cluster-access',
          'cleanup.kyverno.io/ttl': '2026-11-21T140000Z',
        },
        annotations: {
          'cluster-self-service.io/expires-at': '2026-11-21T14:00:00.000Z',
          'cluster-self-service.io/holds': expect.stringContaining('INC-4711'),
        },
        finalizers: ['cluster-self-service.io/cluster-access'],
      },
      clusterName: 'c-m-7qkx2bzl',
      roleTemplateName: 'cluster-member',
      userName: 'u-er1n5mzt7b',
    });
  });

  it('goes when the last of its holds ends', () => {
    const later = hold({
      sessionId: 'later',
      expiresAt: new Date('2026-11-21T16:30:00Z'),
    });
    const { annotations, labels } = marks([later, hold()]);
    expect(annotations['cluster-self-service.io/expires-at']).toBe(
      '2026-11-21T16:30:00.000Z',
    );
    expect(labels['cleanup.kyverno.io/ttl']).toBe('2026-11-21T163000Z');
  });

  it('is not to be without a hold', () => {
    expect(() => marks([])).toThrow('needs a session that holds it');
  });

  it('has a name that only its content gives', () => {
    expect(bindingName({ ...target, role: 'cluster-owner' })).not.toBe(
      bindingName(target),
    );
    expect(bindingName({ ...target })).toBe(bindingName(target));
  });
});

describe('what is read from a binding', () => {
  it('is what was written, whatever Rancher has added', () => {
    const holds = [hold(), hold({ sessionId: 'other', origin: 'portal' })];
    const binding = completedBinding({
      annotations: { [HOLDS_ANNOTATION]: serializeHolds(holds) },
    });
    expect(observedGrant(binding)).toEqual({
      target,
      uid: '8f1f4a0e-6a55-4c0c-9b0a-4a9f6d6d2b10',
      name: bindingName(target),
      holds,
      expiresAt: new Date('2026-11-21T14:00:00Z'),
      createdAt: new Date('2026-11-21T10:00:01Z'),
      state: 'present',
      heldBackBy: [
        'controller.cattle.io/mgmt-auth-crtb-controller',
        'clusterscoped.controller.cattle.io/cluster-crtb-sync_c-m-7qkx2bzl',
      ],
      effective: true,
    });
  });

  it('tells a deletion that is on its way, and what else but us holds it back', () => {
    const binding = completedBinding();
    binding.metadata.deletionTimestamp = '2026-11-21T12:00:00Z';
    binding.metadata.finalizers = [FINALIZER];
    expect(observedGrant(binding)).toMatchObject({
      state: 'deleting',
      heldBackBy: [],
    });
  });

  it('has the end from the annotation of its own where the holds cannot be read', () => {
    const binding = completedBinding({
      annotations: { [HOLDS_ANNOTATION]: '[{"sessionId":1}]' },
    });
    expect(observedGrant(binding)).toMatchObject({
      holds: [],
      expiresAt: new Date('2026-11-21T14:00:00Z'),
    });
  });

  it('has the end from the holds where that annotation cannot be read, and none where neither can', () => {
    const annotations = {
      'cluster-self-service.io/expires-at': 'tomorrow',
      [HOLDS_ANNOTATION]: serializeHolds([hold()]),
    };
    expect(observedGrant(completedBinding({ annotations }))?.expiresAt).toEqual(
      hold().expiresAt,
    );
    annotations[HOLDS_ANNOTATION] = '';
    expect(observedGrant(completedBinding({ annotations }))).not.toHaveProperty(
      'expiresAt',
    );
  });

  it.each<[string, unknown, boolean | undefined]>([
    ['no status at all', undefined, undefined],
    ['an empty status', {}, undefined],
    ['the management cluster only', { summaryLocal: 'Completed' }, false],
    [
      'an error downstream',
      { summaryLocal: 'Completed', summaryRemote: 'Error' },
      false,
    ],
    [
      '2.9, done',
      { summary: 'Completed', conditions: [{ status: 'True' }] },
      true,
    ],
    [
      'a condition that is not met',
      { remoteConditions: [{ status: 'False' }] },
      false,
    ],
    [
      'a summary of its own making',
      { summaryRemote: 'constructor' },
      undefined,
    ],
  ])('takes %s for what it is', (_, status, effective) => {
    expect(observedGrant({ ...completedBinding(), status })?.effective).toBe(
      effective,
    );
  });
});

describe('a binding that lost all of its marks', () => {
  const binding = completedBinding();
  binding.metadata.labels = {};
  binding.metadata.annotations = {};
  binding.metadata.finalizers = [];

  it('is still ours, or its session would be called over while the access lasts', () => {
    expect(observedGrant(binding)).toMatchObject({
      uid: binding.metadata.uid,
      holds: [],
    });
    expect(observedGrant(binding)).not.toHaveProperty('expiresAt');
  });

  it('gets them back', () => {
    expect(marksPatch(binding, marks())?.metadata).toMatchObject({
      ...marks(),
      finalizers: [FINALIZER],
    });
  });
});

describe('a binding that lost its label', () => {
  const binding = completedBinding({
    labels: { 'app.kubernetes.io/managed-by': 'Helm' },
  });

  it('is still ours, or taking the label off would make access last', () => {
    expect(observedGrant(binding)?.uid).toBe(binding.metadata.uid);
  });

  it('gets it back', () => {
    expect(marksPatch(binding, marks())?.metadata.labels).toEqual(
      marks().labels,
    );
  });
});

describe('a binding that is not ours', () => {
  it.each([
    ['creator-cluster-owner'],
    ['u-fh3zw5nqyd-admin'],
    ['crtb-grb-4n7xk'],
    ['crtb-9wq4m'],
    ['c-m-7qkx2bzl-fleet-default-owner'],
  ])('is %s, even where someone copied our marks onto it', name => {
    const binding = completedBinding();
    binding.metadata.name = name;
    expect(isOurs(binding)).toBe(false);
  });

  it('binds a group', () => {
    const { userName: _, ...binding } = completedBinding();
    expect(
      isOurs({
        ...binding,
        ...{ groupPrincipalName: 'okta_group://engineers' },
      }),
    ).toBe(false);
  });
});

describe('the patch', () => {
  const carried = () => {
    const { labels, annotations } = marks();
    return completedBinding({ labels, annotations });
  };

  it('is none where the binding carries its marks already', () => {
    expect(marksPatch(carried(), marks())).toBeUndefined();
  });

  it('changes only our marks, and only this version of the binding', () => {
    const extended = marks([
      hold({ expiresAt: new Date('2026-11-21T15:00:00Z') }),
    ]);
    expect(marksPatch(carried(), extended)).toEqual({
      metadata: { resourceVersion: '48213377', ...extended },
    });
  });

  it('puts a finalizer back that was taken off ahead of an end that did not come', () => {
    const binding = carried();
    binding.metadata.finalizers = [
      'controller.cattle.io/mgmt-auth-crtb-controller',
    ];
    expect(marksPatch(binding, marks())?.metadata.finalizers).toEqual([
      'controller.cattle.io/mgmt-auth-crtb-controller',
      FINALIZER,
    ]);
  });
});

describe('hostile bindings', () => {
  const anyAnnotations = fc.record({
    [HOLDS_ANNOTATION]: fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          sessionId: fc.oneof(fc.string(), fc.integer()),
          expiresAt: fc.oneof(
            fc.string(),
            fc.date({ noInvalidDate: true }).map(String),
          ),
          ['__proto__']: fc.anything(),
        })
        .map(value => JSON.stringify([value])),
    ),
    'cluster-self-service.io/expires-at': fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: false }).map(String),
      fc.constant('9999-99-99T99:99:99Z'),
    ),
  });

  it('never stop the reading, and never make up a hold or a time', () => {
    fc.assert(
      fc.property(anyAnnotations, fc.anything(), (annotations, status) => {
        const grant = observedGrant({
          ...completedBinding({ annotations }),
          status,
        });
        expect(grant).toBeDefined();
        expect(grant?.holds).toEqual([]);
        expect(grant?.expiresAt?.getTime()).not.toBeNaN();
      }),
    );
  });
});
