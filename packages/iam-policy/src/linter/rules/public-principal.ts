import { finding, type Rule } from '../context';
import { replaceNode } from '../corrections';
import { granting, isPositive } from '../meaning';
import type { LintedStatement } from '../text';

/** Keys that say who calls, or for whom. */
const WHO =
  /^(aws:(principal(arn|account|orgid|orgpaths)|source(arn|account|owner|orgid|orgpaths|vpc|vpce|vpcarn)|vpce(account|orgid|orgpaths))|kms:calleraccount|s3:dataaccesspointaccount)$/i;

/** Everyone as principal, without a condition that says who. */
export const publicPrincipal: Rule = context =>
  granting(context).flatMap(statement =>
    statement.principals
      .filter(
        ({ kind, text }) =>
          text === '*' &&
          (kind === '*' || kind === 'AWS') &&
          !saysWho(statement),
      )
      .map(({ kind, node }) =>
        finding(
          context,
          {
            rule: 'public-principal',
            severity: 'error',
            source:
              'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous',
          },
          node,
          'Principal "*" is everyone in every AWS account, and without a condition on who calls nothing keeps them out.',
          replaceNode(
            node,
            kind === '*'
              ? { AWS: 'arn:aws:iam::<account-id>:root' }
              : 'arn:aws:iam::<account-id>:root',
          ),
        ),
      ),
  );

function saysWho({ conditions }: LintedStatement): boolean {
  return conditions.some(
    ({ key, operator }) => WHO.test(key) && isPositive(operator),
  );
}
