import { parseArn } from '../../arn';
import {
  arnMatchesFormat,
  builtInCatalogue,
  expandActions,
  resourceTypesOf,
} from '../../catalogue';
import type { Statement } from '../../document';

/**
 * A statement with its actions written out, split so that each action stands with the resources that it takes. Of a pattern only
 * those actions remain that take one of the resources.
 */
export function narrowStatement(statement: Statement): Statement[] {
  const { Action = [], Resource = [], Condition } = statement;
  const byResources = new Map<string, Statement>();
  for (const action of new Set(Action.flatMap(written))) {
    const resources = Resource.filter(resource => takes(action, resource));
    if (resources.length > 0) {
      const key = JSON.stringify(resources);
      const same = byResources.get(key);
      byResources.set(key, {
        Effect: 'Allow',
        Action: [...(same?.Action ?? []), action],
        Resource: resources,
        ...(Condition && { Condition }),
      });
    }
  }
  return [...byResources.values()];
}

/**
 * Whether an action can be narrowed to a resource. Of a service that is not in the catalogue it is taken to be so for the
 * service's own ARNs, and that what looks up or lists may take none.
 */
export function takes(action: string, resource: string): boolean {
  const known = builtInCatalogue.action(action);
  if (!known) {
    return resource === '*'
      ? /:(Describe|Get|List)/.test(action)
      : parseArn(resource)?.service === action.split(':')[0];
  }
  const formats = resourceTypesOf(builtInCatalogue, action);
  return formats.length === 0
    ? resource === '*'
    : resource !== '*' &&
        formats.some(({ arnFormat }) => arnMatchesFormat(arnFormat, resource));
}

/** The actions of a pattern as AWS writes them. One of a service that is not in the catalogue stays as it is. */
export function written(action: string): string[] {
  return builtInCatalogue.service(action.slice(0, action.indexOf(':')))
    ? expandActions(builtInCatalogue, action)
    : [action];
}
