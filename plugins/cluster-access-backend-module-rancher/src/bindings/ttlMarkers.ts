import { wholeSeconds } from '../rancher/time';

/** Controllers that delete objects when their time is over, and for which a binding can be marked. */
export const ttlControllers = [
  'kyverno',
  'k8s-ttl-controller',
  'kube-janitor',
] as const;

export type TtlController = (typeof ttlControllers)[number];

/** Parts of an object's metadata. */
export interface Marks {
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** `2026-10-04T003000Z`: a label value may hold no colons. A bad value only makes Kyverno warn, and nothing is deleted. */
function kyverno(expiresAt: Date): Marks {
  const value = wholeSeconds(expiresAt).replaceAll(':', '');
  return { labels: { 'cleanup.kyverno.io/ttl': value }, annotations: {} };
}

/** Counts from the creation of the object. */
function k8sTtlController(expiresAt: Date, createdAt: Date): Marks {
  const seconds = Math.max(
    1,
    Math.ceil((expiresAt.getTime() - createdAt.getTime()) / 1000),
  );
  return {
    labels: {},
    annotations: { 'k8s-ttl-controller.twin.sh/ttl': `${seconds}s` },
  };
}

function kubeJanitor(expiresAt: Date): Marks {
  return {
    labels: {},
    annotations: { 'janitor/expires': wholeSeconds(expiresAt) },
  };
}

const marksOf: Record<
  TtlController,
  (expiresAt: Date, createdAt: Date) => Marks
> = {
  kyverno,
  'k8s-ttl-controller': k8sTtlController,
  'kube-janitor': kubeJanitor,
};

/**
 * What makes the given controllers delete a binding when its last hold ends, should nobody of ours be there to do it. Never
 * earlier than that: times are rounded up.
 */
export function ttlMarks(
  controllers: readonly TtlController[],
  times: { expiresAt: Date; createdAt: Date },
): Marks {
  return controllers
    .map(controller => marksOf[controller](times.expiresAt, times.createdAt))
    .reduce(
      (all, marks) => ({
        labels: { ...all.labels, ...marks.labels },
        annotations: { ...all.annotations, ...marks.annotations },
      }),
      { labels: {}, annotations: {} },
    );
}
