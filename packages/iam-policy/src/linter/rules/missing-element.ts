import {
  finding,
  type LintContext,
  type Rule,
  type RuleFacts,
} from '../context';
import { replaceStatement, setAt, withElements } from '../corrections';
import type { LintedStatement } from '../text';
import type { JsonValue } from '../../document';

const facts: RuleFacts = {
  rule: 'missing-element',
  severity: 'error',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
};

/** Elements without which IAM refuses the policy. */
export const missingElement: Rule = context => {
  const { root, bare, elements, kind, statements } = context;
  if (!root || root.type !== 'object') {
    return [];
  }
  const noStatement =
    !bare && !elements.some(({ name }) => name === 'Statement');
  return [
    ...(noStatement
      ? [
          finding(
            context,
            facts,
            root,
            'Statement is missing: the policy says nothing.',
            setAt(
              context,
              ['Statement'],
              [
                {
                  Effect: 'Allow',
                  Action: '<service>:<action>',
                  Resource: '<resource-arn>',
                },
              ],
            ),
          ),
        ]
      : []),
    ...statements.flatMap(statement =>
      needs(kind)
        .filter(
          ({ name }) =>
            !statement.elements.some(
              element => element.name === name || element.name === `Not${name}`,
            ),
        )
        .map(({ name, value, why }) =>
          finding(
            context,
            facts,
            statement.node,
            `${name} is missing: ${why}`,
            kind === 'trust' && name === 'Principal'
              ? foreignTrust(context, statement)
              : setAt(context, [...statement.path, name], value),
          ),
        ),
    ),
  ];
};

function needs(
  kind: string,
): Array<{ name: string; value: JsonValue; why: string }> {
  const action = {
    name: 'Action',
    value: kind === 'trust' ? 'sts:AssumeRole' : '<service>:<action>',
    why: 'a statement that names no action does nothing.',
  };
  const resource = {
    name: 'Resource',
    value: '<resource-arn>',
    why: 'the statement must say what the actions may be done to.',
  };
  const principal = {
    name: 'Principal',
    value: { AWS: 'arn:aws:iam::<account-id>:root' },
    why: 'a policy of a resource or role must say who it speaks of.',
  };
  switch (kind) {
    case 'trust':
      return [principal, action];
    case 'resource':
      return [principal, action, resource];
    default:
      return [action, resource];
  }
}

/** Trust that needs no other correction: the account, one role of it, and an external id. */
function foreignTrust(context: LintContext, statement: LintedStatement) {
  const given = statement.elements.some(({ name }) => name === 'Condition');
  return replaceStatement(context, statement, [
    withElements(statement, {
      Principal: { AWS: 'arn:aws:iam::<account-id>:root' },
      ...(!given && {
        Condition: {
          StringEquals: { 'sts:ExternalId': '<external-id>' },
          ArnEquals: {
            'aws:PrincipalArn': 'arn:aws:iam::<account-id>:role/<role-name>',
          },
        },
      }),
    }),
  ]);
}
