import {
  InvalidFieldsError,
  parseFields,
} from '@cluster-self-service/iam-policy';
import type { FieldProblem } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { dnsLabel, dnsSubdomain, plainText } from '../fields';
import { templatedTexts } from '../goTemplate';
import type { KubernetesObject } from '../kubernetes';
import type { Organisation } from '../organisation';
import {
  applicationMetadata,
  applicationSpec,
  checkApplication,
  placedSources,
} from './application';
import { applicationFields } from './applicationInput';
import { sourceWarnings } from './checkSources';
import { generatorInput, generatorOf, readsPullRequests } from './generators';

/** What {@link applicationSet} takes. */
export const applicationSetInput = z.strictObject({
  name: dnsSubdomain,
  /** Argo CD's when left out. */
  namespace: dnsLabel.optional(),
  generators: z
    .array(generatorInput)
    .min(1, 'give at least one generator')
    .max(20, 'use at most 20 generators'),
  /** The Application; a text is literal, also with `{{` in it, unless given as `{ template }`. */
  template: applicationFields(templatedTexts),
  syncPolicy: z
    .strictObject({
      /** What may be done to Applications; `sync` creates, updates and deletes them. */
      applicationsSync: z
        .enum(['create-only', 'create-update', 'create-delete', 'sync'])
        .optional(),
      /**
       * Keeps what was deployed when an Application goes. Without it, an Application that has no finalizer is given the one that
       * deletes its resources.
       */
      preserveResourcesOnDeletion: z.boolean().optional(),
    })
    .optional(),
  /** Fields of Applications that people may change. */
  ignoreApplicationDifferences: z
    .array(
      z.strictObject({
        name: dnsSubdomain.optional(),
        jsonPointers: z.array(plainText({ min: 1, max: 500 })).optional(),
        jqPathExpressions: z.array(plainText({ min: 1, max: 500 })).optional(),
      }),
    )
    .max(20, 'use at most 20 entries')
    .optional(),
});
export type ApplicationSetInput = z.input<typeof applicationSetInput>;
type CheckedSet = z.output<typeof applicationSetInput>;

/**
 * An ApplicationSet with Go templates, in which a parameter that is missing is an error.
 *
 * @throws InvalidFieldsError naming every field that is wrong
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/
 */
export function applicationSet(
  input: ApplicationSetInput,
  organisation: Organisation,
): KubernetesObject[] {
  const set = parseFields(applicationSetInput, input);
  const problems = checkSet(set, input);
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
  const { template, syncPolicy, ignoreApplicationDifferences } = set;
  return [
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: {
        name: set.name,
        namespace: set.namespace ?? organisation.argocd.namespace,
      },
      spec: {
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        generators: set.generators.map(generatorOf),
        ...(syncPolicy && { syncPolicy }),
        ...(ignoreApplicationDifferences && { ignoreApplicationDifferences }),
        template: {
          metadata: { name: template.name, ...applicationMetadata(template) },
          spec: applicationSpec(template, organisation),
        },
      },
    },
  ];
}

/**
 * What Argo CD takes without complaint and does otherwise than one may think, by field.
 *
 * @throws InvalidFieldsError naming every field that is wrong
 */
export function applicationSetWarnings(
  input: ApplicationSetInput,
): FieldProblem[] {
  const { template } = parseFields(applicationSetInput, input);
  return sourceWarnings(placedSources(template)).map(inTemplate);
}

function inTemplate({ path, message }: FieldProblem): FieldProblem {
  return { path: `template.${path}`, message };
}

function checkSet(set: CheckedSet, input: ApplicationSetInput): FieldProblem[] {
  const { name, project } = input.template;
  const problems = checkApplication(set.template).map(inTemplate);
  if (typeof name === 'string') {
    problems.push({
      path: 'template.name',
      message:
        "give { template } with a parameter: every Application needs a name of its own, such as '{{ .path.basename }}'",
    });
  }
  if (typeof project !== 'string' && set.generators.some(readsPullRequests)) {
    problems.push({
      path: 'template.project',
      message:
        'must be a plain name: whoever opens a pull request would choose the project, and with it the rights',
    });
  }
  return problems;
}
