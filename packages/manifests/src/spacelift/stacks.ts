import { attributes, type Body, named, reference } from '../hcl';
import type { Organisation } from '../organisation';
import type { Spacelift, Stack } from './input';
import { resourceName } from './names';

/** `id` of a stack. */
export function stackId(name: string) {
  return reference('spacelift_stack', resourceName(name), 'id');
}

/** The space, its stacks, and which waits for which. */
export function stackBlocks(
  { space, stacks }: Spacelift,
  organisation: Organisation,
): Body {
  const { parentSpaceId } = organisation.spacelift;
  return [
    named(
      'resource',
      ['spacelift_space', resourceName(space.name)],
      attributes({
        name: space.name,
        description: space.description,
        parent_space_id: parentSpaceId,
        inherit_entities: space.inheritEntities,
        labels: some(space.labels),
      }),
    ),
    ...stacks.flatMap(stack => [
      stackBlock(stack, space.name, organisation),
      ...dependencyBlocks(stack),
      ...driftBlocks(stack),
    ]),
    ...administrativeBlocks(stacks, space.name),
  ];
}

function stackBlock(
  stack: Stack,
  space: string,
  { spacelift }: Organisation,
): Body[number] {
  return named(
    'resource',
    ['spacelift_stack', resourceName(stack.name)],
    attributes({
      name: stack.name,
      // the id is part of the external id that roles are assumed with
      slug: stack.name,
      description: stack.description,
      space_id: reference('spacelift_space', resourceName(space), 'id'),
      repository: spacelift.repository,
      branch: spacelift.branch,
      project_root: stack.projectRoot,
      terraform_workflow_tool:
        stack.tool === 'opentofu' ? 'OPEN_TOFU' : 'TERRAFORM_FOSS',
      terraform_version: stack.version,
      terraform_smart_sanitization: true,
      autodeploy: stack.autodeploy,
      labels: some(stack.labels),
    }),
  );
}

function dependencyBlocks({ name, dependsOn }: Stack): Body {
  return dependsOn.flatMap(({ stack, inputs }) => {
    const dependency = resourceName(name, stack);
    return [
      named(
        'resource',
        ['spacelift_stack_dependency', dependency],
        attributes({
          stack_id: stackId(name),
          depends_on_stack_id: stackId(stack),
        }),
      ),
      ...Object.entries(inputs).map(([input, output]) =>
        named(
          'resource',
          ['spacelift_stack_dependency_reference', resourceName(name, input)],
          attributes({
            stack_dependency_id: reference(
              'spacelift_stack_dependency',
              dependency,
              'id',
            ),
            output_name: output,
            input_name: input,
          }),
        ),
      ),
    ];
  });
}

function driftBlocks({ name, driftDetection }: Stack): Body {
  if (!driftDetection) {
    return [];
  }
  return [
    named(
      'resource',
      ['spacelift_drift_detection', resourceName(name)],
      attributes({
        stack_id: stackId(name),
        schedule: driftDetection.schedule,
        timezone: driftDetection.timeZone,
        reconcile: driftDetection.reconcile,
      }),
    ),
  ];
}

/**
 * The attribute `administrative` is deprecated: a role in the space does the same. Only an administrator of the root space can make
 * one.
 *
 * @see https://registry.terraform.io/providers/spacelift-io/spacelift/latest/docs/resources/role
 */
function administrativeBlocks(stacks: readonly Stack[], space: string): Body {
  const administrative = stacks.filter(stack => stack.administrative);
  if (administrative.length === 0) {
    return [];
  }
  return [
    named(
      'resource',
      ['spacelift_role', 'space_admin'],
      attributes({
        name: `${space}-space-admin`,
        actions: ['SPACE_ADMIN'],
      }),
    ),
    ...administrative.map(({ name }) =>
      named(
        'resource',
        ['spacelift_role_attachment', resourceName(name)],
        attributes({
          stack_id: stackId(name),
          role_id: reference('spacelift_role', 'space_admin', 'id'),
          space_id: reference('spacelift_space', resourceName(space), 'id'),
        }),
      ),
    ),
  ];
}

/** Nothing for an empty list. */
export function some(values: readonly string[]): readonly string[] | undefined {
  return values.length > 0 ? values : undefined;
}
