import * as z from 'zod';
import { cidr, cronSchedule, isPartOf, labels, timeZone } from '../../fields';
import { byteLength, pathSegment } from './metadata';
import { limitRangeRules, resourceQuotaRules } from './resources';
import {
  count,
  deploymentRules,
  jobRules,
  jobTemplate,
  podRules,
} from './pods';

const MAX_DATA = 1_048_576;

const dataKey = z
  .string()
  .max(253, 'use at most 253 characters')
  .regex(
    /^(?!\.\.?$)[-._a-zA-Z0-9]+$/,
    'use letters, digits, "-", "_" and "."',
  );

const data = z
  .record(dataKey, z.string())
  .refine(
    all =>
      Object.values(all).reduce((sum, value) => sum + byteLength(value), 0) <=
      MAX_DATA,
    'keep all values together under 1 MiB',
  )
  .optional();

const addresses = z.union([cidr, z.cidrv6()], 'write a range of addresses');

const selector = z.looseObject({ matchLabels: labels.optional() }).optional();

const ipBlock = z
  .looseObject({ cidr: addresses, except: z.array(addresses).optional() })
  .superRefine(({ cidr: whole, except = [] }, context) =>
    except.forEach((range, index) => {
      // Of IPv6 only the form is checked.
      if (![range, whole].join().includes(':') && !isPartOf(range, whole)) {
        context.addIssue({
          code: 'custom',
          path: ['except', index],
          message: `write a part of ${whole}`,
        });
      }
    }),
  );

const peer = z
  .looseObject({
    ipBlock: ipBlock.optional(),
    podSelector: selector,
    namespaceSelector: selector,
  })
  .refine(
    one => Object.keys(one).length > 0,
    'an empty peer is refused: leave the list out to mean everyone',
  )
  .refine(
    one => !one.ipBlock || Object.keys(one).length === 1,
    'an ipBlock stands alone',
  );

const policyPort = z.looseObject({
  protocol: z.enum(['TCP', 'UDP', 'SCTP'], 'write TCP, UDP or SCTP').optional(),
  port: z
    .union(
      [z.int().min(1).max(65_535), z.string().regex(/^[a-z0-9-]{1,15}$/)],
      'write a port from 1 to 65535, or its name',
    )
    .optional(),
});

const networkPolicyRules = z.looseObject({
  spec: z.looseObject({
    podSelector: selector,
    policyTypes: z
      .array(z.enum(['Ingress', 'Egress'], 'write Ingress or Egress'))
      .optional(),
    ingress: z
      .array(
        z.looseObject({
          from: z.array(peer).optional(),
          ports: z.array(policyPort).optional(),
        }),
      )
      .optional(),
    egress: z
      .array(
        z.looseObject({
          to: z.array(peer).optional(),
          ports: z.array(policyPort).optional(),
        }),
      )
      .optional(),
  }),
});

const subjectName = z.string().min(1, 'must not be empty');

function bindingRules(namespace: z.ZodType) {
  const subject = z.discriminatedUnion(
    'kind',
    [
      z.looseObject({
        kind: z.literal('ServiceAccount'),
        name: subjectName,
        namespace,
      }),
      z.looseObject({
        kind: z.enum(['User', 'Group']),
        name: subjectName,
        apiGroup: z
          .literal(
            'rbac.authorization.k8s.io',
            'write rbac.authorization.k8s.io',
          )
          .optional(),
      }),
    ],
    'write ServiceAccount, User or Group',
  );
  return z.looseObject({
    subjects: z.array(subject).optional(),
    roleRef: z.looseObject({
      apiGroup: z.literal(
        'rbac.authorization.k8s.io',
        'write rbac.authorization.k8s.io',
      ),
      kind: z.enum(['Role', 'ClusterRole'], 'write Role or ClusterRole'),
      name: pathSegment,
    }),
  });
}

/** Rules of the API server that no schema holds, by `<apiVersion>/<kind>`. */
export const kindRules: Record<string, z.ZodType | undefined> = {
  'v1/ConfigMap': z.looseObject({ data, binaryData: data }),
  'v1/LimitRange': limitRangeRules,
  'v1/ResourceQuota': resourceQuotaRules,
  'v1/Secret': z.looseObject({ data, stringData: data }),
  'v1/Pod': podRules,
  'apps/v1/Deployment': deploymentRules,
  'batch/v1/Job': jobRules,
  'batch/v1/CronJob': z.looseObject({
    spec: z.looseObject({
      schedule: cronSchedule,
      timeZone: timeZone.optional(),
      concurrencyPolicy: z
        .enum(['Allow', 'Forbid', 'Replace'], 'write Allow, Forbid or Replace')
        .optional(),
      startingDeadlineSeconds: count,
      successfulJobsHistoryLimit: count,
      failedJobsHistoryLimit: count,
      jobTemplate,
    }),
  }),
  'networking.k8s.io/v1/NetworkPolicy': networkPolicyRules,
  // A service account without a namespace is one of the binding's own.
  'rbac.authorization.k8s.io/v1/RoleBinding': bindingRules(
    z.string().optional(),
  ),
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': bindingRules(
    z.string('name the namespace of the service account'),
  ),
};
