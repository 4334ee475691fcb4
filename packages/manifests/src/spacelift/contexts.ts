import {
  attributes,
  type Body,
  call,
  named,
  reference,
  template,
} from '../hcl';
import type { Spacelift } from './input';
import { resourceName } from './names';
import { some, stackId } from './stacks';

/** Environment variables that several stacks share. */
export function contextBlocks({ contexts, space }: Spacelift): Body {
  return contexts.flatMap(context => {
    const name = resourceName(context.name);
    const contextId = reference('spacelift_context', name, 'id');
    return [
      named(
        'resource',
        ['spacelift_context', name],
        attributes({
          name: context.name,
          description: context.description,
          space_id: reference(
            'spacelift_space',
            resourceName(space.name),
            'id',
          ),
          labels: some(context.labels),
        }),
      ),
      ...Object.entries(context.environment).map(([variable, value]) =>
        named(
          'resource',
          [
            'spacelift_environment_variable',
            resourceName(context.name, variable),
          ],
          attributes({
            context_id: contextId,
            name: variable,
            value,
            write_only: false,
          }),
        ),
      ),
      ...context.stacks.map(stack =>
        named(
          'resource',
          ['spacelift_context_attachment', resourceName(context.name, stack)],
          attributes({ context_id: contextId, stack_id: stackId(stack) }),
        ),
      ),
    ];
  });
}

/** Policies; each has its Rego in a file. */
export function policyBlocks({ policies, space }: Spacelift): Body {
  return policies.flatMap(policy => {
    const name = resourceName(policy.name);
    return [
      named(
        'resource',
        ['spacelift_policy', name],
        attributes({
          name: policy.name,
          type: policy.type,
          description: policy.description,
          body: call(
            'file',
            template(reference('path', 'module'), `/${policyPath(policy)}`),
          ),
          // Spacelift keeps login policies in the root space
          space_id:
            policy.type === 'LOGIN'
              ? 'root'
              : reference('spacelift_space', resourceName(space.name), 'id'),
          labels: some(policy.labels),
        }),
      ),
      ...policy.stacks.map(stack =>
        named(
          'resource',
          ['spacelift_policy_attachment', resourceName(policy.name, stack)],
          attributes({
            policy_id: reference('spacelift_policy', name, 'id'),
            stack_id: stackId(stack),
          }),
        ),
      ),
    ];
  });
}

/** Where the Rego of a policy is, in the module. */
export function policyPath({ name }: { name: string }): string {
  return `policies/${name}.rego`;
}
