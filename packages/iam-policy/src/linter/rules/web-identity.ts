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
          kind === 'Federated' && issuerOf(text) !== undefined,
      )
      .flatMap(principal => {
        const issuer = issuerOf(principal.text) ?? '';
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

const COGNITO = 'cognito-identity.amazonaws.com';

function issuerOf(principal: string): string | undefined {
  return principal === COGNITO
    ? COGNITO
    : principal.split(':oidc-provider/')[1];
}

function missing(_: LintContext, statement: LintedStatement, issuer: string) {
  return claimsOf(issuer).filter(
    ({ claim }) =>
      !conditionsOn(statement, `${issuer}:${claim}`).some(({ operator }) =>
        isPositive(operator),
      ),
  );
}

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
function claimsOf(issuer: string) {
  return issuer === COGNITO
    ? [
        {
          claim: 'aud',
          why: 'every identity pool can hand this role out, also those of others.',
          value: '<identity-pool-id>',
        },
        {
          claim: 'amr',
          why: 'who is not logged in gets the role, too.',
          value: 'authenticated',
        },
      ]
    : [
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
      ];
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
            'A subject with a wildcard lets others take the role, too: everything that matches, also what somebody makes later.',
            changeCondition(context, statement, condition, {
              operator: 'StringEquals',
              values: subjectOf(issuer),
            }),
          ),
        ),
    );
}
