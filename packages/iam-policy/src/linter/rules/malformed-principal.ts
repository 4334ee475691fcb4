import { finding, type Rule } from '../context';
import { replaceNode } from '../corrections';
import type { PrincipalKind } from '../text';
import { hasPlaceholder } from '../words';

const FORMS: Readonly<
  Record<PrincipalKind, { form: RegExp; instead: string; say: string }>
> = {
  '*': {
    form: /^\*$/,
    instead: '*',
    say: 'A principal is "*" or an object that says of which kind it is.',
  },
  AWS: {
    form: /^(\*|\d{12}|(AROA|AIDA|AGPA)[A-Z0-9]{12,}|arn:[\w-]+:(iam|sts)::\d{12}:(root|(role|user|assumed-role|federated-user)\/[^*?]+)|arn:[\w-]+:iam::cloudfront:user\/.+)$/,
    instead: 'arn:aws:iam::<account-id>:root',
    say: 'An AWS principal is an account id or the ARN of an account, role, user or session; wildcards inside are not taken.',
  },
  Service: {
    form: /^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal)$/,
    instead: '<service>.amazonaws.com',
    say: 'A service principal is a name such as lambda.amazonaws.com, without wildcards.',
  },
  Federated: {
    form: /^(arn:[\w-]+:iam::\d{12}:(oidc|saml)-provider\/[^*?]+|[\w.-]+\.[a-z]{2,})$/,
    instead: 'arn:aws:iam::<account-id>:oidc-provider/<issuer>',
    say: 'A federated principal is the ARN of an OIDC or SAML provider, without wildcards.',
  },
  CanonicalUser: {
    form: /^[\da-f]{64}$/,
    instead: '<canonical-user-id>',
    say: 'A canonical user id has 64 hexadecimal digits.',
  },
};

/** Principals that IAM refuses. */
export const malformedPrincipal: Rule = context =>
  context.statements
    .flatMap(({ principals, notPrincipals }) => [
      ...principals,
      ...notPrincipals,
    ])
    .filter(
      ({ kind, text }) => !hasPlaceholder(text) && !FORMS[kind].form.test(text),
    )
    .map(({ kind, node }) =>
      finding(
        context,
        {
          rule: 'malformed-principal',
          severity: 'error',
          source:
            'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
        },
        node,
        `${FORMS[kind].say} IAM refuses the policy.`,
        replaceNode(node, FORMS[kind].instead),
      ),
    );
