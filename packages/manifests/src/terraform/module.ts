import { parseFields } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { dnsLabel, plainText, repositoryPath } from '../fields';
import type { GeneratedFile } from '../files';
import { comment, hclText } from '../hcl';
import {
  type ModuleBodies,
  printModule,
  terraformBlock,
  variable,
} from '../terraformModule';

const identifier = z
  .string()
  .max(64, 'use at most 64 characters')
  .regex(
    /^[a-z][a-z0-9_]*$/,
    'use lower case letters, digits and "_", a letter first',
  );

/** What a module of the platform's repository has in common with the others. */
export const moduleFields = {
  /** Of the folder: named after what the module deploys. */
  name: dnsLabel,
  /** One sentence, for the README. */
  description: plainText({ min: 1, max: 500 }),
  /** Folder of all modules. */
  directory: repositoryPath.default('modules'),
};

/** A module to begin with. */
export const terraformModuleInput = z.strictObject({
  ...moduleFields,
  providers: z
    .array(z.enum(['aws', 'kubectl', 'kubernetes', 'spacelift', 'vault']))
    .default([]),
  variables: z
    .array(
      z.strictObject({
        name: identifier,
        description: hclText({ min: 1, max: 500 }),
        /** Without a default the variable has to be given. */
        default: z
          .union([z.boolean(), hclText({ max: 1_000, lines: true })])
          .optional(),
        type: z.enum(['string', 'bool']).default('string'),
      }),
    )
    .default([])
    .refine(
      variables =>
        new Set(variables.map(({ name }) => name)).size === variables.length,
      'name each variable once',
    ),
});

/**
 * The scaffold of a module: `main.tf`, `versions.tf`, `variables.tf`, `outputs.tf` and a README.
 *
 * @throws InvalidFieldsError naming what is wrong
 */
export function terraformModule(
  input: z.input<typeof terraformModuleInput>,
): GeneratedFile[] {
  const { providers, variables, ...module } = parseFields(
    terraformModuleInput,
    input,
  );
  return moduleFiles(module, {
    main: [comment('What the module makes.')],
    versions: [terraformBlock(...new Set(providers))],
    variables: variables.map(({ name, ...rest }) => variable(name, rest)),
    outputs: [comment('What others may know of it.')],
  });
}

/** The files of a module, and its README. */
export function moduleFiles(
  module: { name: string; description: string; directory: string },
  bodies: ModuleBodies,
): GeneratedFile[] {
  const folder = `${module.directory}/${module.name}`;
  return [
    ...printModule(folder, bodies),
    {
      path: `${folder}/README.md`,
      content: `# ${module.name}\n\n${escapeMarkdown(module.description)}\n`,
    },
  ];
}

/** Keeps a text from being more than text in Markdown. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|&!~$]/g, '\\$&');
}
