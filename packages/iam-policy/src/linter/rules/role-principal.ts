import type { JsonValue } from '../../document';
import { finding, type LintContext, type Rule } from '../context';
import { oneOrMore, replaceStatement, withElements } from '../corrections';
import { granting } from '../meaning';
import { accountOf } from '../trust';
import type { LintedPrincipal, LintedStatement } from '../text';

/** A role or user as principal: IAM stores its unique id. */
export const rolePrincipal: Rule = context =>
  context.kind !== 'trust'
    ? []
    : granting(context).flatMap(statement =>
        statement.principals.filter(isRoleOrUser).map(({ node }) =>
          finding(
            context,
            {
              rule: 'role-principal',
              severity: 'warning',
              source:
                'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles',
            },
            node,
            'IAM saves a role or user as principal by its unique id: it has to exist first, and when it is deleted and made again the trust is gone. Trust the account, and name the role with aws:PrincipalArn.',
            byCondition(context, statement),
          ),
        ),
      );

function isRoleOrUser({ kind, text }: LintedPrincipal): boolean {
  return (
    kind === 'AWS' &&
    (/^arn:[^:]*:iam::[^:]+:(role|user)\//.test(text) ||
      /^(<[^<>]{0,99}(role|user)[^<>]{0,99}>|\{\{[^{}]{0,99}(role|user)[^{}]{0,99}\}\})$/i.test(
        text,
      ))
  );
}

/** The whole account as principal, the role as condition; other principals stay in a statement of their own. */
function byCondition(context: LintContext, statement: LintedStatement) {
  const { principals } = statement;
  const named = principals.filter(isRoleOrUser);
  const others = principals.filter(principal => !isRoleOrUser(principal));
  const accounts = new Set(
    named.map(
      principal =>
        `arn:aws:iam::${accountOf(principal) ?? '<account-id>'}:root`,
    ),
  );
  const block: Record<string, Record<string, JsonValue>> = {};
  for (const { operator, key, values } of statement.conditions) {
    block[operator] = {
      ...block[operator],
      [key]: oneOrMore(values.map(({ text }) => text)),
    };
  }
  const narrowed = withElements(statement, {
    Principal: { AWS: oneOrMore([...accounts]) },
    Condition: {
      ...block,
      ArnEquals: {
        ...block.ArnEquals,
        'aws:PrincipalArn': oneOrMore(named.map(({ text }) => text)),
      },
    },
  });
  const kept: Record<string, JsonValue> = {};
  for (const kind of new Set(others.map(other => other.kind))) {
    kept[kind] = oneOrMore(
      others.filter(other => other.kind === kind).map(({ text }) => text),
    );
  }
  return replaceStatement(
    context,
    statement,
    others.length > 0
      ? [narrowed, withElements(statement, { Sid: undefined, Principal: kept })]
      : [narrowed],
  );
}
