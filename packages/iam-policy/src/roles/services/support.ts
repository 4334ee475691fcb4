import * as z from 'zod';
import type { ConditionBlock, Statement } from '../../document';
import type { RequestContext } from '../../evaluator';
import type { AskedAccess, ServicePlace } from '../types';

/** A list with at least one item and none twice. */
export function listOf<Item extends z.ZodType<string>>(item: Item) {
  return z
    .array(item)
    .min(1, 'list at least one')
    .refine(items => new Set(items).size === items.length, {
      message: 'list each one only once',
    });
}

/** ARN of a resource in the region and account of the place. */
export function resourceArn(
  { partition, region, accountId }: ServicePlace,
  service: string,
  resource: string,
): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

/** A statement that allows. */
export function allow(
  sid: string,
  actions: string[],
  resources: string[],
  condition?: ConditionBlock,
): Statement {
  return {
    Sid: sid,
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
    ...(condition && { Condition: condition }),
  };
}

/** Each of the actions on each of the resources, as calls that must be allowed. */
export function ask(
  actions: string[],
  resources: string[],
  context?: RequestContext,
): AskedAccess[] {
  return actions.flatMap(action =>
    resources.map(resource => ({
      action,
      resource,
      ...(context && { context }),
    })),
  );
}
