import { finding, type LintKind, type Rule } from '../context';
import { removeAt } from '../corrections';

const ofIdentity = {
  names: ['Principal', 'NotPrincipal'],
  why: 'the policy speaks of the user or role it is attached to. IAM refuses it.',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
};

const REFUSED: Readonly<
  Record<LintKind, { names: string[]; why: string; source: string }>
> = {
  identity: ofIdentity,
  'permissions-boundary': ofIdentity,
  trust: {
    names: ['Resource', 'NotResource'],
    why: 'a trust policy speaks of the role it belongs to. IAM refuses it.',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
  },
  resource: { names: [], why: '', source: '' },
  'service-control': {
    names: ['Principal', 'NotPrincipal'],
    why: 'a service control policy speaks of everyone in the accounts below it.',
    source:
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html',
  },
  'resource-control': {
    names: ['NotPrincipal', 'NotAction'],
    why: 'a resource control policy takes only Principal "*" and Action.',
    source:
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html',
  },
};

/** Elements that this kind of policy must not have. */
export const unexpectedElement: Rule = context => {
  const refused = REFUSED[context.kind];
  return context.statements.flatMap(({ elements, path }) =>
    elements
      .filter(({ name }) => refused.names.includes(name))
      .map(({ name, key }) =>
        finding(
          context,
          {
            rule: 'unexpected-element',
            severity: 'error',
            source: refused.source,
          },
          key,
          `${name} has no place here: ${refused.why}`,
          removeAt(context, [...path, name]),
        ),
      ),
  );
};
