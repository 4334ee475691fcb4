import * as fc from 'fast-check';
import { ttlMarks } from './ttlMarkers';

const createdAt = new Date('2026-10-04T00:00:00.000Z');

it('writes the end in the format of each controller', () => {
  const expiresAt = new Date('2026-10-04T00:30:00.000Z');
  expect(
    ttlMarks(['kyverno', 'k8s-ttl-controller', 'kube-janitor'], {
      expiresAt,
      createdAt,
    }),
  ).toEqual({
    labels: { 'cleanup.kyverno.io/ttl': '2026-10-04T003000Z' },
    annotations: {
      'k8s-ttl-controller.twin.sh/ttl': '1800s',
      'janitor/expires': '2026-10-04T00:30:00Z',
    },
  });
});

it('writes nothing where no controller is named', () => {
  expect(ttlMarks([], { expiresAt: createdAt, createdAt })).toEqual({
    labels: {},
    annotations: {},
  });
});

it('never tells a controller to act before the end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 9 }), ms => {
      const expiresAt = new Date(createdAt.getTime() + ms);
      const { labels, annotations } = ttlMarks(
        ['kyverno', 'k8s-ttl-controller', 'kube-janitor'],
        {
          expiresAt,
          createdAt,
        },
      );
      const basic = labels['cleanup.kyverno.io/ttl'];
      const times = [
        new Date(
          `${basic.slice(0, 13)}:${basic.slice(13, 15)}:${basic.slice(15)}`,
        ).getTime(),
        new Date(annotations['janitor/expires']).getTime(),
        createdAt.getTime() +
          Number.parseInt(annotations['k8s-ttl-controller.twin.sh/ttl'], 10) *
            1000,
      ];
      times.forEach(time => {
        expect(time).toBeGreaterThanOrEqual(expiresAt.getTime());
        expect(time).toBeLessThan(expiresAt.getTime() + 1000);
      });
    }),
  );
});
