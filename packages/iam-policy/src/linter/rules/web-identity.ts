import type { Finding } from '../types';
import {
  finding,
  type LintContext,
  type Rule,
  type RuleFacts,
} from '../context';
import { changeCondition, setCondition } from '../corrections';
import { conditionsOn, hasWildcard, isPositive } from '../meaning';
import { trusting } from '../trust';
import type { LintedStatement } from '../text';

const facts: RuleFacts = {
  rule: 'web-identity',
  severity: 'error',
  source:
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
};

/** Trust in an OIDC issuer's tokens: both for whom and of whom they are has to be asked. */
export const webIdentity: Rule = context =>
  trusting(context, 'sts:AssumeRoleWithWebIdentity').flatMap(statement =>
    statement.principals
      .filter(
        ({ kind, text }) =>
          kind === 'Federated' && text.includes(':oidc-provider/'),
      )
      .flatMap(principal => {
        const issuer = principal.text.split(':oidc-provider/')[1];
        return [
          ...missing(context, statement, issuer).map(({ claim, why, value }) =>
            finding(
              context,
              facts,
              principal.node,
              `No condition on ${issuer}:${claim}: ${why}`,
              setCondition(
                context,
                statement,
                'StringEquals',
                `${issuer}:${claim}`,
                value,
              ),
            ),
          ),
          ...wideSubjects(context, statement, issuer),
        ];
      }),
  );

function missing(_: LintContext, statement: LintedStatement, issuer: string) {
  return [
    {
      claim: 'aud',
      why: 'a token that was made for somebody else is taken, too.',
      value: 'sts.amazonaws.com',
    },
    {
      claim: 'sub',
      why: 'everyone who gets a token of this issuer can take the role: every pod of the cluster.',
      value: subjectOf(issuer),
    },
  ].filter(
    ({ claim }) =>
      !conditionsOn(statement, `${issuer}:${claim}`).some(({ operator }) =>
        isPositive(operator),
      ),
  );
}

function subjectOf(issuer: string): string {
  return issuer.startsWith('token.actions.githubusercontent.com')
    ? 'repo:<organization>/<repository>:ref:refs/heads/<branch>'
    : 'system:serviceaccount:<namespace>:<service-account>';
}

function wideSubjects(
  context: LintContext,
  statement: LintedStatement,
  issuer: string,
): Finding[] {
  return conditionsOn(statement, `${issuer}:sub`)
    .filter(({ operator }) => isPositive(operator))
    .flatMap(condition =>
      condition.values
        .filter(({ text }) => hasWildcard(text))
        .map(({ text, node }) =>
          finding(
            context,
            {
              ...facts,
              severity: /^(system:serviceaccount:)?\*/.test(text)
                ? 'error'
                : 'warning',
            },
            node,
            'A subject with a wildcard lets others take the role, too: every service account that matches, also those that somebody makes later.',
            changeCondition(context, statement, condition, {
              operator: 'StringEquals',
              values: subjectOf(issuer),
            }),
          ),
        ),
    );
}
