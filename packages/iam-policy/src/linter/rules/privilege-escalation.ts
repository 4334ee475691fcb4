import { examplesFor } from '../arns';
import { finding, type LintContext, type Rule } from '../context';
import { oneOrMore, replaceStatement, withElements } from '../corrections';
import { type Escalation, escalations } from '../escalations';
import { grantingIdentity, hasWildcard, isWholeService } from '../meaning';
import { resourcesTakenBy } from '../scoping';
import type { LintedStatement, LintedText } from '../text';

/** Keys that keep what is handed out within bounds. */
const BOUNDS = /^iam:(permissionsboundary|policyarn|passedtoservice)$/i;

/** Rights with which one can give oneself others. */
export const privilegeEscalation: Rule = context => {
  const open = grantingIdentity(context).filter(
    ({ resources, conditions }) =>
      resources.some(({ text }) => isOpen(text)) &&
      !conditions.some(({ key }) => BOUNDS.test(key)),
  );
  return escalations.flatMap(path => {
    const found = path.actions.map(action => holderOf(context, open, action));
    const [first] = found;
    return first && found.every(holder => holder)
      ? [
          finding(
            context,
            {
              rule: 'privilege-escalation',
              severity: 'error',
              source:
                'https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation',
            },
            first.value.node,
            `${path.actions.join(' with ')}: whoever may do this ${
              path.gain
            }. Name the resources${
              takesBoundary(context, path)
                ? ', or ask for a permissions boundary'
                : ''
            }.`,
            closed(context, first.statement, path),
          ),
        ]
      : [];
  });
};

function isOpen(resource: string): boolean {
  return hasWildcard(resource.replace(/-\?{6}$/, ''));
}

function holderOf(
  context: LintContext,
  statements: LintedStatement[],
  action: string,
): { statement: LintedStatement; value: LintedText } | undefined {
  for (const statement of statements) {
    const value = statement.actions.find(
      ({ text }) =>
        !isWholeService(text) && context.reach(text).includes(action),
    );
    if (value) {
      return { statement, value };
    }
  }
  return undefined;
}

function takesBoundary(
  { catalogue }: LintContext,
  { actions }: Escalation,
): boolean {
  return (
    catalogue
      .action(actions[0])
      ?.conditionKeys.includes('iam:PermissionsBoundary') ?? false
  );
}

/** The action apart from the others: within a boundary where it can be asked for, else on resources that are named. */
function closed(
  context: LintContext,
  statement: LintedStatement,
  path: Escalation,
) {
  const [action] = path.actions;
  const others = statement.actions.flatMap(({ text }) => {
    const reached = context.reach(text);
    return reached.includes(action)
      ? reached.filter(name => name !== action)
      : [text];
  });
  const element = statement.elements.find(({ name }) => name === 'Condition');
  const bounded = takesBoundary(context, path) && !element;
  const alone = withElements(statement, {
    ...(others.length > 0 && { Sid: undefined }),
    Action: action,
    ...(bounded
      ? {
          Resource: resourcesTakenBy(context, statement, [action]),
          Condition: {
            StringEquals: {
              'iam:PermissionsBoundary':
                'arn:aws:iam::<account-id>:policy/<boundary-name>',
            },
          },
        }
      : { Resource: oneOrMore(examplesFor(context.catalogue, action)) }),
  });
  return replaceStatement(
    context,
    statement,
    others.length > 0
      ? [
          withElements(statement, {
            Action: oneOrMore(others),
            Resource: resourcesTakenBy(context, statement, others),
          }),
          alone,
        ]
      : [alone],
  );
}
