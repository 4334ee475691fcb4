import * as z from 'zod';
import { dnsLabel, dnsSubdomain, environmentName, labels } from '../../fields';
import { amount, resources } from './resources';

type Named = Array<{ name: string }>;

/** A number that cannot be less than nothing. */
export const count = z.int().min(0, 'must not be less than 0').optional();

const filled = z.string().min(1, 'must not be empty');

const userId = z
  .int()
  .min(0, 'write a number from 0 to 2147483647')
  .max(2_147_483_647, 'write a number from 0 to 2147483647')
  .optional();

const securityContext = z
  .looseObject({
    runAsUser: userId,
    runAsGroup: userId,
    fsGroup: userId,
    seccompProfile: z
      .looseObject({
        type: z.enum(
          ['Localhost', 'RuntimeDefault', 'Unconfined'],
          'write RuntimeDefault, Localhost or Unconfined',
        ),
      })
      .optional(),
  })
  .optional();

const container = z.looseObject({
  name: dnsLabel,
  image: filled,
  securityContext,
  imagePullPolicy: z
    .enum(
      ['Always', 'IfNotPresent', 'Never'],
      'write Always, IfNotPresent or Never',
    )
    .optional(),
  resources: resources.optional(),
  env: z
    .array(z.looseObject({ name: environmentName }))
    .refine(areUnique, 'name each variable once')
    .optional(),
  volumeMounts: z
    .array(
      z.looseObject({
        name: z.string(),
        mountPath: z.string().startsWith('/', 'begin with "/"'),
      }),
    )
    .refine(
      mounts =>
        new Set(mounts.map(mount => mount.mountPath)).size === mounts.length,
      'mount each path once',
    )
    .optional(),
});

const items = z.array(z.looseObject({ key: filled, path: filled })).optional();

const volume = z
  .looseObject({
    name: dnsLabel,
    configMap: z.looseObject({ name: filled, items }).optional(),
    secret: z.looseObject({ secretName: filled, items }).optional(),
    emptyDir: z.looseObject({ sizeLimit: amount.optional() }).optional(),
  })
  .refine(
    // "name" and a source; without one the volume is an emptyDir.
    one => Object.keys(one).length <= 2,
    'give a volume one source',
  );

function podSpec(restartPolicy: z.ZodType) {
  return z
    .looseObject({
      containers: z.array(container).min(1, 'needs a container'),
      initContainers: z.array(container).optional(),
      volumes: z
        .array(volume)
        .refine(areUnique, 'name each volume once')
        .optional(),
      restartPolicy,
      serviceAccountName: dnsSubdomain.optional(),
      securityContext,
    })
    .superRefine(
      ({ containers, initContainers = [], volumes = [] }, context) => {
        const names = volumes.map(one => one.name);
        for (const [field, list] of Object.entries({
          containers,
          initContainers,
        })) {
          list.forEach(({ volumeMounts = [] }, index) =>
            volumeMounts.forEach((mount, place) => {
              if (!names.includes(mount.name)) {
                context.addIssue({
                  code: 'custom',
                  path: [field, index, 'volumeMounts', place, 'name'],
                  message: `there is no volume "${mount.name}"`,
                });
              }
            }),
          );
        }
        if (!areUnique([...containers, ...initContainers])) {
          context.addIssue({
            code: 'custom',
            path: ['containers'],
            message: 'name each container once',
          });
        }
      },
    );
}

const endsOnce = z.enum(
  ['Never', 'OnFailure'],
  'write Never or OnFailure: a job has an end',
);

const runsOn = z.literal('Always', 'write Always, or nothing').optional();

function template(restartPolicy: z.ZodType) {
  return z.looseObject({
    metadata: z.looseObject({ labels: labels.optional() }).optional(),
    spec: podSpec(restartPolicy),
  });
}

const jobSpec = z.looseObject({
  activeDeadlineSeconds: count,
  backoffLimit: count,
  completions: count,
  parallelism: count,
  ttlSecondsAfterFinished: count,
  template: template(endsOnce),
});

const deploymentSpec = z
  .looseObject({
    replicas: count,
    revisionHistoryLimit: count,
    selector: z.looseObject({ matchLabels: labels.optional() }),
    template: template(runsOn),
  })
  .superRefine(({ selector, template: { metadata } }, context) => {
    const wanted = Object.entries(selector.matchLabels ?? {});
    if (wanted.length === 0 && !('matchExpressions' in selector)) {
      context.addIssue({
        code: 'custom',
        path: ['selector', 'matchLabels'],
        message: 'select the pods by a label at least',
      });
    }
    for (const [key, value] of wanted) {
      if (metadata?.labels?.[key] !== value) {
        context.addIssue({
          code: 'custom',
          path: ['selector', 'matchLabels', key],
          message: 'the template has no such label',
        });
      }
    }
  });

export const podRules = z.looseObject({
  spec: podSpec(
    z
      .enum(
        ['Always', 'Never', 'OnFailure'],
        'write Always, Never or OnFailure',
      )
      .optional(),
  ),
});
export const jobRules = z.looseObject({ spec: jobSpec });
export const deploymentRules = z.looseObject({ spec: deploymentSpec });

/** The template of a CronJob's jobs. */
export const jobTemplate = z.looseObject({ spec: jobSpec });

function areUnique(named: Named): boolean {
  return new Set(named.map(({ name }) => name)).size === named.length;
}
