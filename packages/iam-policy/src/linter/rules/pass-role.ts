import type { JsonValue } from '../../document';
import {
  finding,
  type LintContext,
  type Rule,
  type RuleFacts,
} from '../context';
import { oneOrMore, replaceStatement, withElements } from '../corrections';
import {
  conditionsOn,
  grantingIdentity,
  isEveryResource,
  isPositive,
  reaching,
} from '../meaning';
import { resourcesTakenBy } from '../scoping';
import type { LintedStatement } from '../text';

const PASS_ROLE = 'iam:PassRole';
const facts: RuleFacts = {
  rule: 'pass-role',
  severity: 'error',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
};

/** PassRole for any role, or to any service. */
export const passRole: Rule = context =>
  grantingIdentity(context).flatMap(statement => {
    const [action] = reaching(context, statement, PASS_ROLE);
    if (!action) {
      return [];
    }
    const everyRole = statement.resources.find(({ text }) => isEveryRole(text));
    const anyService = !namesService(statement);
    const correction = () =>
      replaceStatement(context, statement, apart(context, statement));
    return [
      ...(everyRole
        ? [
            finding(
              context,
              facts,
              everyRole.node,
              'iam:PassRole on every role: whoever may start something with a role can do all that any role of the account can do. Name the roles.',
              correction(),
            ),
          ]
        : []),
      ...(anyService
        ? [
            finding(
              context,
              { ...facts, severity: everyRole ? 'error' : 'warning' },
              action.node,
              `iam:PassRole ${
                conditionsOn(statement, 'iam:PassedToService').length > 0
                  ? 'with an iam:PassedToService that names no service'
                  : 'without iam:PassedToService'
              }: the role can be handed to any service that it trusts, not only to the one that is meant.`,
              correction(),
            ),
          ]
        : []),
    ];
  });

/** Whether a condition names the services: a star, or all but one, names none. */
function namesService(statement: LintedStatement): boolean {
  return conditionsOn(statement, 'iam:PassedToService').some(
    ({ operator, values }) =>
      isPositive(operator) && !values.some(({ text }) => /^\*+/.test(text)),
  );
}

export function isEveryRole(resource: string): boolean {
  return (
    isEveryResource(resource) ||
    /:role\/\*+$|^arn:aws[\w-]*:iam:[^:]*:[^:]*:\*+$/.test(resource)
  );
}

/** PassRole in a statement of its own, with what it has to have. */
function apart(
  context: LintContext,
  statement: LintedStatement,
): Array<Record<string, JsonValue>> {
  const others = statement.actions.flatMap(({ text }) => {
    const reached = context.reach(text);
    return reached.includes(PASS_ROLE)
      ? reached.filter(action => action !== PASS_ROLE)
      : [text];
  });
  const roles = statement.resources
    .map(({ text }) => text)
    .filter(text => !isEveryRole(text) && /:role\//.test(text));
  const alone = others.length === 0;
  const given = statement.elements.some(({ name }) => name === 'Condition');
  const pass = withElements(statement, {
    ...(!alone && { Sid: undefined }),
    Action: PASS_ROLE,
    Resource:
      roles.length > 0
        ? oneOrMore(roles)
        : 'arn:aws:iam::<account-id>:role/<role-name>',
    Condition: given && alone ? passedTo(statement) : passedTo(),
  });
  return alone
    ? [pass]
    : [
        withElements(statement, {
          Action: oneOrMore(others),
          Resource: resourcesTakenBy(context, statement, others),
        }),
        pass,
      ];
}

function passedTo(statement?: LintedStatement): JsonValue {
  const block: Record<string, Record<string, JsonValue>> = {};
  const known = statement !== undefined && namesService(statement);
  const kept = (statement?.conditions ?? []).filter(
    ({ key }) => known || key.toLowerCase() !== 'iam:passedtoservice',
  );
  for (const { operator, key, values } of kept) {
    block[operator] = {
      ...block[operator],
      [key]: oneOrMore(values.map(({ text }) => text)),
    };
  }
  return known
    ? block
    : {
        ...block,
        StringEquals: {
          ...block.StringEquals,
          'iam:PassedToService': '<service>.amazonaws.com',
        },
      };
}
