import { parseFields } from '@cluster-self-service/iam-policy';
import type { GeneratedFile } from '../files';
import { block, type Body, printHcl } from '../hcl';
import type { Organisation } from '../organisation';
import { terraformBlock } from '../terraformModule';
import { awsBlocks, awsOutputs } from './aws';
import { contextBlocks, policyBlocks, policyPath } from './contexts';
import { spaceliftInput, type SpaceliftInput } from './input';
import { stackBlocks } from './stacks';

/**
 * A root module for the stack that manages Spacelift: a space, its stacks, the AWS roles they assume, contexts and policies.
 * A role has to exist before it is attached, because Spacelift tries it: make it first, with `spaceliftRole`.
 *
 * @throws InvalidFieldsError naming what is wrong
 * @see https://registry.terraform.io/providers/spacelift-io/spacelift/latest/docs
 */
export function spaceliftModule(
  input: SpaceliftInput,
  organisation: Organisation,
): GeneratedFile[] {
  const spacelift = parseFields(spaceliftInput, input);
  const bodies: Record<string, Body> = {
    aws: awsBlocks(spacelift),
    contexts: contextBlocks(spacelift),
    main: stackBlocks(spacelift, organisation),
    outputs: awsOutputs(spacelift),
    policies: policyBlocks(spacelift),
    versions: [
      terraformBlock('spacelift'),
      block('provider', ['spacelift'], []),
    ],
  };
  return [
    ...Object.entries(bodies)
      .filter(([, body]) => body.length > 0)
      .map(([name, body]) => ({
        path: `${spacelift.directory}/${name}.tf`,
        content: printHcl(body),
      })),
    ...spacelift.policies.map(policy => ({
      path: `${spacelift.directory}/${policyPath(policy)}`,
      content: policy.body.replace(/\n*$/, '\n'),
    })),
  ];
}
