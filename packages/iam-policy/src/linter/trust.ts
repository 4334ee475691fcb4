import type { LintContext } from './context';
import { conditionsOn, granting, isPositive } from './meaning';
import type { LintedPrincipal, LintedStatement } from './text';

/** Statements of a trust policy that allow an action of `sts`. */
export function trusting(
  context: LintContext,
  action: string,
): LintedStatement[] {
  return context.kind === 'trust'
    ? granting(context).filter(({ actions }) =>
        actions.some(({ text }) => context.reach(text).includes(action)),
      )
    : [];
}

/** Account of a principal: of its ARN, or the account id itself. A placeholder stays one. */
export function accountOf(principal: LintedPrincipal): string | undefined {
  const fromArn = /^arn:[^:]*:(?:iam|sts)::([^:]+):/.exec(principal.text)?.[1];
  return fromArn ?? /^\d{12}$/.exec(principal.text)?.[0];
}

/** Whether a principal is a whole account: its root, or its bare id. */
export function isAccountRoot({ kind, text }: LintedPrincipal): boolean {
  return kind === 'AWS' && /^(\d{12}|arn:[^:]*:iam::[^:]+:root)$/.test(text);
}

/** Whether a statement asks for an external id, exact or with a wildcard. */
export function asksForExternalId(statement: LintedStatement): boolean {
  return conditionsOn(statement, 'sts:ExternalId').some(({ operator }) =>
    isPositive(operator),
  );
}
