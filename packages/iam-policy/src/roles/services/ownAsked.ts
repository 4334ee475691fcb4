import type { ConditionBlock, Statement } from '../../document';
import type { AskedAccess, ServiceContribution } from '../types';

/**
 * What own statements add: the statements with Sids, and the calls that they allow.
 *
 * @param sid - beginning of each Sid: `LambdaOwn`
 */
export function contributeOwn(
  sid: string,
  statements: Statement[],
): Pick<ServiceContribution, 'statements' | 'asked'> {
  return {
    statements: statements.map((statement, index) => ({
      Sid: `${sid}${index + 1}`,
      ...statement,
    })),
    asked: askedOf(statements),
  };
}

/** The calls that own statements allow: each action on each resource, with what meets the condition. */
function askedOf(statements: Statement[]): AskedAccess[] {
  return statements.flatMap(({ Action = [], Resource = [], Condition }) =>
    Action.flatMap(action =>
      Resource.map((resource): AskedAccess => {
        const within = {
          ...(resource !== '*' && isOpen(resource) && { resource }),
          ...openContext(Condition),
        };
        return {
          action,
          resource: resource === '*' ? resource : example(resource),
          ...(Condition && { context: exampleContext(Condition) }),
          ...(Object.keys(within).length > 0 && { within }),
        };
      }),
    ),
  );
}

function exampleContext(condition: ConditionBlock): Record<string, string> {
  return Object.fromEntries(
    keysOf(condition).map(([key, values]) => [key, example(values[0])]),
  );
}

function openContext(condition: ConditionBlock | undefined): {
  context?: Record<string, string[]>;
} {
  const open = keysOf(condition ?? {}).filter(
    ([, values]) => values.length > 1 || values.some(isOpen),
  );
  return open.length > 0 ? { context: Object.fromEntries(open) } : {};
}

function keysOf(condition: ConditionBlock): Array<[string, string[]]> {
  return Object.values(condition).flatMap(keys => Object.entries(keys));
}

function isOpen(text: string): boolean {
  return /[*?]/.test(text);
}

/** A text that a pattern matches. */
function example(pattern: string): string {
  return pattern.replaceAll('*', 'example').replaceAll('?', 'x');
}
