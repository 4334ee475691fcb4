import { finding, type Rule } from '../context';
import { setCondition } from '../corrections';
import { conditionsOn, isPositive } from '../meaning';
import {
  accountOf,
  asksForExternalId,
  isAccountRoot,
  trusting,
} from '../trust';

/** Trust in another account without an external id. */
export const missingExternalId: Rule = context => {
  const statements = trusting(context, 'sts:AssumeRole');
  const idElsewhere = statements.some(asksForExternalId);
  return statements.flatMap(statement => {
    const foreign = statement.principals.find(
      principal =>
        principal.kind === 'AWS' &&
        principal.text !== '*' &&
        (!context.accountId || accountOf(principal) !== context.accountId),
    );
    const toldAsBypass =
      idElsewhere &&
      statement.conditions.length === 0 &&
      statement.principals.every(isAccountRoot);
    const sameOrganization = conditionsOn(statement, 'aws:PrincipalOrgID').some(
      ({ operator }) => isPositive(operator),
    );
    if (
      !foreign ||
      asksForExternalId(statement) ||
      toldAsBypass ||
      sameOrganization
    ) {
      return [];
    }
    return [
      finding(
        context,
        {
          rule: 'missing-external-id',
          severity:
            context.accountId || context.purpose === 'cross-account'
              ? 'error'
              : 'warning',
          source:
            'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
        },
        foreign.node,
        'Another account may take this role without an external id: whoever else that account works for can have it used on their behalf.',
        setCondition(
          context,
          statement,
          'StringEquals',
          'sts:ExternalId',
          '<external-id>',
        ),
      ),
    ];
  });
};
