import { isAccountId } from '../../arn';
import { finding, type Rule } from '../context';
import { setAt } from '../corrections';
import {
  accountOf,
  asksForExternalId,
  isAccountRoot,
  trusting,
} from '../trust';

/** Trust in a whole account without any condition. */
export const accountRootTrust: Rule = context => {
  const statements = trusting(context, 'sts:AssumeRole');
  const bypasses = statements.some(asksForExternalId);
  return statements.flatMap(statement => {
    const root = statement.principals.find(isAccountRoot);
    if (!root || statement.conditions.length > 0) {
      return [];
    }
    const named = accountOf(root) ?? '';
    const account = isAccountId(named) ? named : '<account-id>';
    return [
      finding(
        context,
        {
          rule: 'account-root-trust',
          severity: bypasses ? 'error' : 'warning',
          source:
            'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts',
        },
        root.node,
        bypasses
          ? 'Every user and role of this account that may call sts:AssumeRole gets this role without a condition: the external id that another statement asks for is bypassed here.'
          : 'Every user and role of this account that may call sts:AssumeRole gets this role. Say which one with aws:PrincipalArn.',
        setAt(context, [...statement.path, 'Condition'], {
          ...(bypasses &&
            account !== context.accountId && {
              StringEquals: { 'sts:ExternalId': '<external-id>' },
            }),
          ArnEquals: {
            'aws:PrincipalArn': `arn:aws:iam::${account}:role/<role-name>`,
          },
        }),
      ),
    ];
  });
};
