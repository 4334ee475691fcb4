import { finding, type Rule } from '../context';
import { replaceNode } from '../corrections';
import { grantingIdentity, reaching } from '../meaning';
import { isEveryRole } from './pass-role';

/** `sts:AssumeRole` on every role. */
export const assumeAnyRole: Rule = context =>
  grantingIdentity(context).flatMap(statement => {
    const assumes = ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity'].some(
      action => reaching(context, statement, action).length > 0,
    );
    return statement.resources
      .filter(({ text }) => assumes && isEveryRole(text))
      .map(({ node }) =>
        finding(
          context,
          {
            rule: 'assume-any-role',
            severity: 'error',
            source:
              'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html',
          },
          node,
          'sts:AssumeRole on every role: each role anywhere that trusts this account can be taken. Name the roles.',
          replaceNode(node, 'arn:aws:iam::<account-id>:role/<role-name>'),
        ),
      );
  });
