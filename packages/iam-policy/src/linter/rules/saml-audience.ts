import { finding, type Rule } from '../context';
import { setCondition } from '../corrections';
import { conditionsOn } from '../meaning';
import { trusting } from '../trust';

/** Trust in a SAML provider: for whom its assertions are has to be asked. */
export const samlAudience: Rule = context =>
  trusting(context, 'sts:AssumeRoleWithSAML').flatMap(statement =>
    conditionsOn(statement, 'saml:aud').length > 0
      ? []
      : statement.principals
          .filter(
            ({ kind, text }) =>
              kind === 'Federated' && text.includes(':saml-provider/'),
          )
          .map(({ node }) =>
            finding(
              context,
              {
                rule: 'saml-audience',
                severity: 'error',
                source:
                  'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html',
              },
              node,
              'No condition on SAML:aud: an assertion that the provider made for somebody else is taken, too.',
              setCondition(
                context,
                statement,
                'StringEquals',
                'SAML:aud',
                'https://signin.aws.amazon.com/saml',
              ),
            ),
          ),
  );
