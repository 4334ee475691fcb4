import { type Body, literal, reference } from '../hcl';
import { variable } from '../terraformModule';

export const regionVariable = reference('var', 'region');
export const boundaryVariable = reference('var', 'permissions_boundary_arn');

/** Variables of a root module that makes roles. */
export function roleVariables(
  region: string,
  tags: Readonly<Record<string, string>>,
): Body {
  return [
    variable('region', {
      type: 'string',
      description: 'AWS region of the provider.',
      default: region,
    }),
    variable('permissions_boundary_arn', {
      type: 'string',
      description:
        'Policy that bounds what the roles may do, where they have no boundary of their own.',
      default: null,
    }),
    variable('tags', {
      type: 'map(string)',
      description: 'Tags of every role.',
      default: literal(tags),
    }),
  ];
}
