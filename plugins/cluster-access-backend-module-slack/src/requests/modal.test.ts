import type { AccessOptions } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import fc from 'fast-check';
import { validateModal } from '@cluster-self-service/sandbox';
import { loadingModal, requestModal, textModal } from './modal';

const name = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.constantFrom('<!channel>', 'x'.repeat(151), ' ', '\u202e'),
);
const anyOptions: fc.Arbitrary<AccessOptions> = fc.record({
  options: fc.uniqueArray(
    fc.record({
      cluster: name,
      clusterName: name,
      roles: fc.uniqueArray(
        fc.record({
          name,
          displayName: name,
          maxDurationSeconds: fc.integer({ min: 1, max: 1_000_000 }),
        }),
        { selector: role => role.name, maxLength: 5 },
      ),
    }),
    { selector: option => option.cluster, maxLength: 5 },
  ),
  durations: fc.uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), {
    maxLength: 10,
  }),
  reason: fc.record({
    minLength: fc.integer({ min: 0, max: 5000 }),
    maxLength: fc.integer({ min: 0, max: 5000 }),
  }),
  problems: fc.array(
    fc.record({
      field: fc.constant('requester' as const),
      message: fc.string({ maxLength: 5000 }),
    }),
  ),
});

describe('the form', () => {
  it('is one that Slack takes, whatever the policies and names are', () => {
    fc.assert(
      fc.property(anyOptions, fc.nat(5), (options, index) => {
        const cluster = options.options[index]?.cluster;
        const view = requestModal(options, { cluster, privateMetadata: '' });
        expect(validateModal(view)).toEqual([]);
      }),
    );
  });

  it('offers hundreds of clusters', () => {
    const many = Array.from({ length: 350 }, (_, index) => ({
      cluster: `c-${index}`,
      clusterName: `cluster ${index}`,
      roles: [{ name: 'r', displayName: 'R', maxDurationSeconds: 60 }],
    }));
    const view = requestModal(
      {
        options: many,
        durations: [60],
        reason: { minLength: 0, maxLength: 100 },
        problems: [],
      },
      { cluster: 'c-349', privateMetadata: '' },
    );
    expect(validateModal(view)).toEqual([]);
    expect(JSON.stringify(view)).toContain('301 to 350');
  });

  it('offers no duration that no role allows', () => {
    const view = requestModal(
      {
        options: [
          {
            cluster: 'c',
            clusterName: 'c',
            roles: [{ name: 'r', displayName: 'R', maxDurationSeconds: 3600 }],
          },
        ],
        durations: [900, 3600, 7200],
        reason: { minLength: 0, maxLength: 100 },
        problems: [],
      },
      { privateMetadata: '' },
    );
    expect(JSON.stringify(view)).toContain('up to 1 hour');
    expect(JSON.stringify(view)).not.toContain('2 hours');
  });

  it('shows any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), text => {
        expect(validateModal(textModal(text))).toEqual([]);
      }),
    );
    expect(validateModal(loadingModal('{}'))).toEqual([]);
  });
});
