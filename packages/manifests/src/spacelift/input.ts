import { arnField, regionField } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import {
  cronSchedule,
  dnsLabel,
  environmentName,
  plainText,
  repositoryPath,
  timeZone,
} from '../fields';
import { hclText } from '../hcl';
import { recordOf } from '../records';
import { checkReferences } from './references';

const description = hclText({ min: 1, max: 500 });

const label = z
  .string()
  .max(200, 'use at most 200 characters')
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.:/-]*$/,
    'use letters, digits and any of _.:/-, with a letter or digit in front',
  );

const labels = z.array(label).default([]);

const terraformVersion = z
  .string()
  .regex(/^\d{1,3}\.\d{1,3}\.\d{1,3}$/, 'pin one version, such as 1.8.4');

const outputName = z
  .string()
  .max(128, 'use at most 128 characters')
  .regex(
    /^[A-Za-z_][A-Za-z0-9_-]*$/,
    'use the name of an output: letters, digits, "_" and "-"',
  );

/** Name and id in one: names of stacks, contexts and policies have to be unique in the Spacelift account. */
const stack = z.strictObject({
  name: dnsLabel,
  description,
  /** Folder of its Terraform in the repository. */
  projectRoot: repositoryPath,
  tool: z.enum(['opentofu', 'terraform']).default('opentofu'),
  version: terraformVersion,
  /** Whether changes on the branch are applied without a confirmation. */
  autodeploy: z.boolean().default(false),
  /** Whether it may manage Spacelift itself, in its space. */
  administrative: z.boolean().default(false),
  labels,
  /** Stacks that have to be applied before this one. */
  dependsOn: z
    .array(
      z.strictObject({
        stack: dnsLabel,
        /** Environment variables of this stack and the outputs of the other they come from. */
        inputs: recordOf(environmentName, outputName).default({}),
      }),
    )
    .default([]),
  driftDetection: z
    .strictObject({
      schedule: z.array(cronSchedule).min(1, 'write at least one schedule'),
      /** Whether drift is undone, not only told. */
      reconcile: z.boolean().default(false),
      timeZone: timeZone.default('Etc/UTC'),
    })
    .optional(),
});

const awsIntegration = z.strictObject({
  name: dnsLabel,
  roleArn: arnField,
  /** Seconds. */
  durationSeconds: z
    .int()
    .min(900, 'use 900 seconds or more')
    .max(43_200, 'use 43,200 seconds or less')
    .default(3_600),
  region: regionField.optional(),
  /** Which stacks use the role, to plan (`read`) and to apply (`write`). */
  stacks: z
    .array(
      z
        .strictObject({
          stack: dnsLabel,
          read: z.boolean().default(true),
          write: z.boolean().default(true),
        })
        .refine(({ read, write }) => read || write, {
          path: ['read'],
          message: 'use the role for reading, for writing, or for both',
        }),
    )
    .min(1, 'name at least one stack'),
});

const context = z.strictObject({
  name: dnsLabel,
  description,
  /** Environment variables that everyone may see: no secrets. */
  environment: recordOf(
    environmentName,
    hclText({ max: 10_000, lines: true }),
  ).default({}),
  labels,
  stacks: z.array(dnsLabel).default([]),
});

/** `LOGIN` and `NOTIFICATION` policies hold for the whole account or space, the others for the stacks they are attached to. */
const policy = z
  .strictObject({
    name: dnsLabel,
    type: z.enum([
      'ACCESS',
      'APPROVAL',
      'GIT_PUSH',
      'INITIALIZATION',
      'LOGIN',
      'NOTIFICATION',
      'PLAN',
      'TASK',
      'TRIGGER',
    ]),
    description: description.optional(),
    /** In Rego; it becomes a file of its own. */
    body: plainText({ min: 1, max: 65_536, lines: true }).regex(
      /^package spacelift *$/m,
      'write Rego of the package "spacelift"',
    ),
    labels,
    stacks: z.array(dnsLabel).default([]),
  })
  .refine(
    ({ type, stacks }) =>
      stacks.length === 0 || (type !== 'LOGIN' && type !== 'NOTIFICATION'),
    {
      path: ['stacks'],
      message: 'leave it out: such a policy is not attached to stacks',
    },
  );

/** A space of Spacelift with its stacks and what they use. */
export const spaceliftInput = z
  .strictObject({
    /** Folder of the root module. */
    directory: repositoryPath.default('spacelift'),
    space: z.strictObject({
      name: dnsLabel,
      description,
      /** Whether what the space above has can be used here. */
      inheritEntities: z.boolean().default(true),
      labels,
    }),
    stacks: z.array(stack).min(1, 'name at least one stack'),
    awsIntegrations: z.array(awsIntegration).default([]),
    contexts: z.array(context).default([]),
    policies: z.array(policy).default([]),
  })
  .superRefine(checkReferences);

/** As it is written. */
export type SpaceliftInput = z.input<typeof spaceliftInput>;
/** With defaults filled in. */
export type Spacelift = z.output<typeof spaceliftInput>;
export type Stack = Spacelift['stacks'][number];
export type AwsIntegration = Spacelift['awsIntegrations'][number];
