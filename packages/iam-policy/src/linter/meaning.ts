import type { LintContext } from './context';
import type { LintedCondition, LintedStatement, LintedText } from './text';

/** Statements that give rights: those that allow, in a policy that grants. */
export function granting(context: LintContext): LintedStatement[] {
  return context.grants
    ? context.statements.filter(({ effect }) => effect === 'Allow')
    : [];
}

/** As {@link granting}, in the policy of a user or role only. */
export function grantingIdentity(context: LintContext): LintedStatement[] {
  return context.kind === 'identity' ? granting(context) : [];
}

/** Conditions of a statement on one key, whatever the operator. Keys are compared without regard to case. */
export function conditionsOn(
  statement: LintedStatement,
  key: string,
): LintedCondition[] {
  return statement.conditions.filter(
    condition => condition.key.toLowerCase() === key.toLowerCase(),
  );
}

/** Whether an action stands for all of a service, or for all there is. */
export function isWholeService(action: string): boolean {
  return /^(\*|[^:]*:\*+)$/.test(action);
}

export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

/** Whether a `Resource` value stands for every resource there is. */
export function isEveryResource(resource: string): boolean {
  return /^\*+$/.test(resource) || /^arn:[^:]*:\*+$/.test(resource);
}

/** Values of the statement's actions that reach one action; those that reach a whole service are told by another rule. */
export function reaching(
  context: LintContext,
  statement: LintedStatement,
  action: string,
): LintedText[] {
  return statement.actions.filter(
    ({ text }) => !isWholeService(text) && context.reach(text).includes(action),
  );
}

/** Operator without `ForAllValues:`, `ForAnyValue:` and `IfExists`, in lower case. */
export function plainOperator(operator: string): string {
  return operator
    .toLowerCase()
    .replace(/^for(all|any)values?:/, '')
    .replace(/ifexists$/, '');
}

/** Whether an operator asks for something to be there and equal: then a request without the key fails it. */
export function isPositive(operator: string): boolean {
  return (
    !/not|^null$/.test(plainOperator(operator)) &&
    !/ifexists$/i.test(operator) &&
    !/^forallvalues:/i.test(operator)
  );
}
