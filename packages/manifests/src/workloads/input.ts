import * as z from 'zod';
import { awsConfigShape } from '../aws-config/awsConfig';
import {
  cronSchedule,
  dnsLabel,
  dnsSubdomain,
  imageReference,
  plainText,
  quantity,
  quantityValue,
  timeZone,
} from '../fields';
import { awsEndpoints, servers } from '../networking/networkPolicies';
import { serviceCall } from './calls';

/** The jobs that a CronJob makes are called after it, with eleven characters more. */
const MAX_CRON_JOB_NAME = 52;

const argument = plainText({ max: 65_536, lines: true });

/** A program of one's own that finds both hops configured. */
const command = z.strictObject({
  service: z.literal('command'),
  command: z.array(argument).max(50, 'use at most 50 words').default([]),
  args: z.array(argument).max(50, 'use at most 50 words').default([]),
});

const run = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('Job') }),
  z.strictObject({
    kind: z.literal('CronJob'),
    schedule: cronSchedule,
    timeZone: timeZone.default('Etc/UTC'),
    suspend: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('Deployment'),
    replicas: z
      .int()
      .min(0, 'use 0 or more replicas')
      .max(100, 'use at most 100 replicas')
      .default(1),
  }),
]);

const resources = z
  .strictObject({
    cpu: quantity.default('50m'),
    memory: quantity.default('128Mi'),
    memoryLimit: quantity.default('512Mi'),
  })
  .refine(
    ({ memory, memoryLimit }) =>
      quantityValue(memory) <= quantityValue(memoryLimit),
    {
      path: ['memoryLimit'],
      message: 'must not be less than what is asked for',
    },
  );

/** What the pods may reach: a namespace of the platform is closed. */
const network = z.strictObject({
  /** Whether network policies are written too. */
  create: z.boolean().default(true),
  /** Addresses of VPC endpoints; none means every address but that of the instance metadata service. */
  endpoints: awsEndpoints,
  /** Databases that are not reached by an API of AWS. */
  servers,
});

const { namespace, workload: _, ...hops } = awsConfigShape;

/** What is asked of a workload, whoever it works as. */
const asked = {
  /** The objects are called after it. */
  name: dnsLabel,
  run,
  call: z.discriminatedUnion('service', [serviceCall, command]),
  /** The organisation's image with the AWS CLI when left out. */
  image: imageReference.optional(),
  /** Seconds the call may take in all. */
  timeout: z
    .int()
    .min(30, 'use at least 30 seconds')
    .max(172_800, 'use at most 2 days')
    .default(3_600),
  /** Seconds between two questions whether an asynchronous call is done. */
  pollInterval: z
    .int()
    .min(5, 'use at least 5 seconds')
    .max(600, 'use at most 600 seconds')
    .default(15),
  /** How often a failed call is made again. What must not happen twice has none. */
  retries: z.int().min(0, 'use 0 or more').max(6, 'use at most 6').default(0),
  /** Whether the answer goes to the log of the pod. Who reads the log reads the answer. */
  printResponse: z.boolean().default(false),
  network: network.prefault({}),
  resources: resources.prefault({}),
  runAsUser: z
    .int()
    .min(1, 'use a user other than root')
    .max(2_147_483_647, 'use a smaller number')
    .default(1_000),
};

const askedWorkload = z.strictObject(asked);

/** What a team asks for where namespace, roles and service account are told for all workloads at once. */
export const workloadRequest = askedWorkload.superRefine(refuseWhatFails);

/** Something that runs in a namespace and works in an external account. */
export const awsCallWorkloadInput = z
  .strictObject({
    ...asked,
    namespace,
    /** Both hops, as a role pair has them. */
    aws: z.strictObject(hops),
    serviceAccount: z.strictObject({
      name: dnsSubdomain,
      /** Whether it is written too. A namespace may have it already. */
      create: z.boolean().default(true),
    }),
  })
  .superRefine(refuseWhatFails);

export type AwsCallWorkload = z.output<typeof awsCallWorkloadInput>;

/** What is well-formed, and would not work. */
function refuseWhatFails(
  {
    name,
    call,
    image,
    run: { kind },
    network: { create, servers: reached },
  }: z.output<typeof askedWorkload>,
  context: z.RefinementCtx,
): void {
  const refuse = (path: string[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  if (kind === 'CronJob' && name.length > MAX_CRON_JOB_NAME) {
    refuse(['name'], `use at most ${MAX_CRON_JOB_NAME} characters`);
  }
  if (kind === 'Deployment' && call.service !== 'command') {
    refuse(
      ['run', 'kind'],
      'choose Job or CronJob: a Deployment would make the call again and again',
    );
  }
  if (call.service === 'rds' && create && reached.length === 0) {
    refuse(
      ['network', 'servers'],
      'name the addresses and the port of the database: the network is closed',
    );
  }
  if ((call.service === 'rds' || call.service === 'command') && !image) {
    refuse(['image'], 'name an image that holds what is run');
  }
}
