import { finding, type Rule, type RuleFacts } from '../context';
import { changeCondition } from '../corrections';
import { conditionsOn, hasWildcard, isPositive } from '../meaning';
import { accountOf, trusting } from '../trust';

/** Spacelift's account in AWS. */
const SPACELIFT = '324880187172';

const facts: RuleFacts = {
  rule: 'wildcard-external-id',
  severity: 'warning',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
};

/** External ids with wildcards. Spacelift's documented form is accepted, and said why. */
export const wildcardExternalId: Rule = context =>
  trusting(context, 'sts:AssumeRole').flatMap(statement =>
    conditionsOn(statement, 'sts:ExternalId')
      .filter(({ operator }) => isPositive(operator))
      .flatMap(condition =>
        condition.values
          .filter(({ text }) => hasWildcard(text))
          .flatMap(({ text, node }) => {
            const account = /^([\w-]+)@\*$/.exec(text)?.[1];
            const ofSpacelift = statement.principals.every(
              principal => accountOf(principal) === SPACELIFT,
            );
            if (ofSpacelift && /^[\w-]+@[^@*?]+@/.test(text)) {
              return [];
            }
            return [
              ofSpacelift && account
                ? finding(
                    context,
                    {
                      ...facts,
                      severity: 'info',
                      source:
                        'https://docs.spacelift.io/integrations/cloud-providers/aws',
                    },
                    node,
                    `Accepted: Spacelift sends <account>@<integration>@<stack>@<read or write>, and only "${account}" at Spacelift can begin with its own name. Name the integration too, if not every stack of the account should get this role.`,
                    changeCondition(context, statement, condition, {
                      values: `${account}@<integration-id>@*`,
                    }),
                  )
                : finding(
                    context,
                    facts,
                    node,
                    'An external id with a wildcard is met by more than one customer of that account: it no longer tells on whose behalf the role is taken.',
                    changeCondition(context, statement, condition, {
                      operator: 'StringEquals',
                      values: '<external-id>',
                    }),
                  ),
            ];
          }),
      ),
  );
