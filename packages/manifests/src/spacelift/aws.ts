import { attributes, type Body, named, object, reference } from '../hcl';
import { output } from '../terraformModule';
import type { AwsIntegration, Spacelift } from './input';
import { resourceName } from './names';
import { stackId } from './stacks';

const phases = ['read', 'write'] as const;

/**
 * Roles of AWS accounts that stacks assume.
 *
 * @see https://docs.spacelift.io/integrations/cloud-providers/aws
 */
export function awsBlocks({ awsIntegrations, space }: Spacelift): Body {
  return awsIntegrations.flatMap(integration => {
    const name = resourceName(integration.name);
    const integrationId = reference('spacelift_aws_integration', name, 'id');
    return [
      named(
        'resource',
        ['spacelift_aws_integration', name],
        attributes({
          name: integration.name,
          space_id: reference(
            'spacelift_space',
            resourceName(space.name),
            'id',
          ),
          role_arn: integration.roleArn,
          duration_seconds: integration.durationSeconds,
          region: integration.region,
          generate_credentials_in_worker: false,
        }),
      ),
      ...externalIds(integration).map(({ key, stack, phase }) =>
        named(
          'data',
          ['spacelift_aws_integration_attachment_external_id', key],
          attributes({
            integration_id: integrationId,
            stack_id: stackId(stack),
            read: phase === 'read',
            write: phase === 'write',
          }),
        ),
      ),
      ...integration.stacks.map(({ stack, read, write }) =>
        named(
          'resource',
          [
            'spacelift_aws_integration_attachment',
            resourceName(integration.name, stack),
          ],
          attributes({
            integration_id: integrationId,
            stack_id: stackId(stack),
            read,
            write,
          }),
        ),
      ),
    ];
  });
}

/** What the trust policy of each role can be narrowed to, once the integrations have ids. */
export function awsOutputs({ awsIntegrations }: Spacelift): Body {
  return awsIntegrations.map(integration =>
    output(`${resourceName(integration.name)}_external_ids`, {
      description: `External ids with which ${integration.roleArn} is assumed.`,
      value: object(
        Object.fromEntries(
          externalIds(integration).map(({ key, stack, phase }) => [
            `${stack}@${phase}`,
            reference(
              'data',
              'spacelift_aws_integration_attachment_external_id',
              key,
              'external_id',
            ),
          ]),
        ),
      ),
    }),
  );
}

function externalIds({ name, stacks }: AwsIntegration) {
  return stacks.flatMap(attachment =>
    phases
      .filter(phase => attachment[phase])
      .map(phase => ({
        key: resourceName(name, attachment.stack, phase),
        stack: attachment.stack,
        phase,
      })),
  );
}
