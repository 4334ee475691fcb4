import { parseArn } from '../arn';
import { resourceTypesOf } from '../catalogue';
import type { JsonValue } from '../document';
import {
  examplesFor,
  formatsOfArnService,
  formatsTakenBy,
  repairedArn,
} from './arns';
import type { LintContext } from './context';
import { oneOrMore, withElements } from './corrections';
import { isEveryResource } from './meaning';
import type { LintedStatement } from './text';

/**
 * The statement, taken apart so that each action stands beside resources it takes: `*` for those that take none, the given ARNs
 * where they fit (repaired where they are malformed), else ARNs with placeholders.
 */
export function scopedStatements(
  context: LintContext,
  statement: LintedStatement,
): Array<Record<string, JsonValue>> {
  const given = statement.resources
    .map(({ text }) => text)
    .filter(text => !isEveryResource(text))
    .map(text => repaired(context, text));
  const groups = new Map<string, { actions: string[]; resources: string[] }>();
  for (const { text: action } of statement.actions) {
    const resources = resourcesFor(context, action, given);
    const key = JSON.stringify(resources);
    const group = groups.get(key) ?? { actions: [], resources };
    group.actions.push(action);
    groups.set(key, group);
  }
  const sid = statement.elements.find(({ name }) => name === 'Sid')?.value
    .value;
  return [...groups.values()].map(({ actions, resources }, index) =>
    withElements(statement, {
      ...(sid !== undefined &&
        index > 0 && { Sid: `${String(sid)}${index + 1}` }),
      Action: oneOrMore(actions),
      Resource: oneOrMore(resources),
    }),
  );
}

/** Those of the statement's resources that one of these actions takes; all of them where none is. */
export function resourcesTakenBy(
  { catalogue, reach, fits }: LintContext,
  statement: LintedStatement,
  actions: string[],
): JsonValue | undefined {
  const formats = formatsTakenBy(catalogue, actions.flatMap(reach));
  const given = statement.resources.map(({ text }) => text);
  const taken = given.filter(
    text => isEveryResource(text) || fits(formats, text),
  );
  const resources = taken.length > 0 ? taken : given;
  return resources.length > 0 ? oneOrMore(resources) : undefined;
}

function resourcesFor(
  { catalogue, reach, fits }: LintContext,
  action: string,
  given: string[],
): string[] {
  const reached = reach(action);
  const formats = formatsTakenBy(catalogue, reached);
  if (reached.length > 0 && formats.size === 0) {
    return ['*'];
  }
  const fitting = given.filter(arn => fits(formats, arn));
  if (fitting.length > 0) {
    return fitting;
  }
  const meant = given
    .flatMap(otherEndOfBucket)
    .filter(arn => fits(formats, arn));
  if (meant.length > 0) {
    return meant;
  }
  const examples = reached
    .filter(name => resourceTypesOf(catalogue, name).length > 0)
    .flatMap(name => examplesFor(catalogue, name));
  if (examples.length > 0) {
    return [...new Set(examples)];
  }
  return given.length > 0 ? given : ['<resource-arn>'];
}

/** The objects of a bucket, or the bucket of its objects: each is often written where the other is meant. */
function otherEndOfBucket(arn: string): string[] {
  const bucket = /^(arn:[^:]*:s3:::[^/*?]+)(\/\*)?$/.exec(arn);
  return bucket ? [bucket[2] ? bucket[1] : `${bucket[1]}/*`] : [];
}

function repaired({ catalogue, fits }: LintContext, text: string): string {
  const service = parseArn(text)?.service;
  const formats = service ? formatsOfArnService(catalogue, service) : [];
  return fits(formats, text) ? text : repairedArn(text, formats) ?? text;
}
