import { parseCaller } from '../caller';
import { compilePrincipals } from '../principals';
import { askOracle } from './oracle';
import {
  changed,
  contextOf,
  type Disagreement,
  hasUnresolved,
  mapResources,
  mapStatements,
  mapTexts,
  onConditions,
  policy,
  resolved,
  type Use,
} from './rewriting';
import { type RequestCase } from './scenes';

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const OPERATORS = `${GUIDE}/reference_policies_elements_condition_operators.html`;
const MULTIPLE = `${GUIDE}/reference_policies_condition-single-vs-multi-valued-context-keys.html`;
const VARIABLES = `${GUIDE}/reference_policies_variables.html`;
const LOGIC = `${GUIDE}/reference_policies_evaluation-logic_policy-eval-denyallow.html`;
const SCP =
  'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html';

const everything = policy({ Effect: 'Allow', Action: ['*'], Resource: ['*'] });
const nothing = policy({
  Effect: 'Allow',
  Action: ['glue:StartJobRun'],
  Resource: ['arn:aws:glue:us-east-1:333333333333:job/none'],
});
const trustOfNobody = policy({
  Effect: 'Allow',
  Principal: { AWS: ['333333333333'] },
  Action: ['sts:AssumeRole'],
});

export const disagreements: Disagreement[] = [
  onConditions({
    name: 'ForAnyValue with IfExists',
    why: '"If the key is not present, evaluate the condition element as true", for any operator but Null.',
    source: `${OPERATORS}#Conditions_IfExists`,
    found: use =>
      use.quantifier === 'ForAnyValue' && use.ifExists && use.absent,
  }),
  onConditions({
    name: 'set operators on an empty text',
    why: '"If the key values resolve to a null data set, such as an empty string", ForAllValues is true and ForAnyValue false.',
    source: MULTIPLE,
    found: use => use.quantifier !== '' && use.given.includes(''),
  }),
  onConditions({
    name: 'Null on an empty list',
    why: 'Null false means that "the key exists and its value is not null".',
    source: `${OPERATORS}#Conditions_Null`,
    found: use => use.name === 'Null' && !use.absent && use.given.length === 0,
  }),
  onConditions({
    name: 'negated operators on what is no number, date, address or ARN',
    why: 'They are "negated matching", and such a value does not match.',
    source: OPERATORS,
    found: use =>
      negated(use) &&
      [...use.wanted, ...use.given].some(value => !readable(use.name, value)),
  }),
  onConditions({
    name: 'NotIpAddress with a single address of the other family',
    why: 'It means "all IP addresses except the specified IP address or range".',
    source: `${OPERATORS}#Conditions_IPAddress`,
    found: use =>
      use.name === 'NotIpAddress' &&
      use.wanted.some(value => !value.includes('/')) &&
      families([...use.wanted, ...use.given]) > 1,
  }),
  onConditions({
    name: 'a range of every address',
    why: 'The value is a range "in the standard CIDR format", in which /0 holds every address.',
    source: `${OPERATORS}#Conditions_IPAddress`,
    found: use => use.wanted.some(value => value.endsWith('/0')),
  }),
  onConditions({
    name: 'one IPv6 address in two spellings',
    why: 'An address may stand without a routing prefix, and "::" represents a range of 0s.',
    source: `${OPERATORS}#Conditions_IPAddress`,
    found: use =>
      /IpAddress$/.test(use.name) &&
      use.wanted.some(value => /^[\da-f:]+$/i.test(value)) &&
      use.given.some(value => value.includes(':')),
  }),
  onConditions({
    name: 'dates as numbers',
    why: 'Dates are W3C dates, of which a year is one, or "epoch (UNIX) time": seconds.',
    source: `${OPERATORS}#Conditions_Date`,
    found: use =>
      use.name.startsWith('Date') &&
      [...use.wanted, ...use.given].some(value => /^\d+$/.test(value)),
  }),
  onConditions({
    name: 'variables without a value under negated operators',
    why: '"Inverted condition operators like StringNotEquals or StringNotLike do match against a null value."',
    source: `${VARIABLES}#policy-vars-no-value`,
    found: use =>
      negated(use) &&
      use.variables &&
      use.wanted.some(value => hasUnresolved(value, use.context)),
  }),
  onConditions({
    name: 'special characters under operators without wildcards',
    why: '${*}, ${?} and ${$} "can be used in any string where you can use regular policy variables".',
    source: `${VARIABLES}#policy-vars-specialchars`,
    found: use =>
      use.variables &&
      use.name.startsWith('String') &&
      use.wanted.some(value => /\$\{[*?$]\}/.test(value)),
  }),
  onConditions({
    name: 'variables before the fifth colon under ARN operators',
    why: '"You can use a policy variable with the ARN condition operator"; the restriction to the last part is for Resource.',
    source: `${OPERATORS}#Conditions_ARN`,
    found: use =>
      use.variables &&
      use.name.startsWith('Arn') &&
      use.wanted.some(value => /^([^:]*:){0,4}[^:]*\$\{/.test(value)),
  }),
  {
    name: 'variables in a policy of 2008',
    why: 'Without version 2012-10-17 "variables like ${aws:username} are treated as literal strings".',
    source: `${VARIABLES}#policy-vars-using-variables`,
    rewrite: asked =>
      mapStatements(asked, (statement, variables) =>
        variables
          ? undefined
          : mapTexts(statement, text =>
              text.replace(/\$\{[^}]*\}/g, 'literal'),
            ),
      ),
  },
  {
    name: 'ARNs that stop early',
    why: '"If the * wildcard is the last character of a resource ARN segment, it can expand to match beyond the colon boundaries."',
    source: `${GUIDE}/reference_policies_elements_resource.html`,
    rewrite: asked =>
      mapStatements(asked, statement =>
        mapTexts(statement, text =>
          text
            .replace(/^arn:aws:s3:\*$/, 'arn:aws:s3:*:*:*')
            .replace(/^arn:aws:sqs:us-east-1:\*$/, 'arn:aws:sqs:us-east-1:*:*'),
        ),
      ),
  },
  {
    name: 'variables in resources without a path',
    why: 'They may stand anywhere behind the fifth colon: "arn:aws:sqs:us-east-2:*:${aws:username}-queue".',
    source: `${VARIABLES}#policy-vars-resourceelement`,
    rewrite: asked =>
      mapStatements(asked, (statement, variables) =>
        variables
          ? mapResources(statement, entry =>
              isWithoutPath(entry) ? resolved(entry, contextOf(asked)) : entry,
            )
          : undefined,
      ),
  },
  {
    name: 'NotResource with a variable without a value',
    why: '"The resource that includes a policy variable with no value will not match any resource": it excludes nothing.',
    source: `${VARIABLES}#policy-vars-no-value`,
    rewrite: withoutUnresolvedExceptions,
  },
  {
    name: 'NotPrincipal with the account of the caller',
    why: 'With Bob and his account in NotPrincipal, "all principals except the user named Bob" are denied, so also others of that account.',
    source: `${GUIDE}/reference_policies_elements_notprincipal.html`,
    rewrite(asked) {
      const caller = parseCaller(asked.request.principal);
      return mapStatements(asked, ({ NotPrincipal, ...statement }) =>
        NotPrincipal &&
        statement.Effect === 'Deny' &&
        caller.kind !== 'root' &&
        compilePrincipals(NotPrincipal)(caller) === 'account'
          ? { ...statement, Principal: '*' }
          : undefined,
      );
    },
  },
  {
    name: 'the root user',
    why: '"All requests are implicitly denied with the exception of the AWS account root user, which has full access."',
    source: LOGIC,
    rewrite: asked =>
      parseCaller(asked.request.principal).kind === 'root'
        ? changed(asked, {
            identity: [everything],
            permissionsBoundary: undefined,
          })
        : undefined,
  },
  {
    name: 'service-linked roles',
    why: '"SCPs do not affect any service-linked role", nor do RCPs.',
    source: SCP,
    rewrite: asked =>
      asked.request.principal.includes('/AWSServiceRoleFor')
        ? changed(asked, {
            serviceControl: undefined,
            resourceControl: undefined,
          })
        : undefined,
  },
  {
    name: 'a role without a trust policy',
    why: 'Role trust policies "must explicitly allow access for principals".',
    source: LOGIC,
    rewrite: asked =>
      asked.request.action.toLowerCase().startsWith('sts:') &&
      !asked.policies.resource
        ? changed(asked, { resource: trustOfNobody })
        : undefined,
  },
  {
    name: 'a federated user without session policies',
    why: '"If there is no session policy [and the principal is no role session], the request is implicitly denied."',
    source: LOGIC,
    rewrite: asked =>
      parseCaller(asked.request.principal).kind === 'federated-user' &&
      !asked.policies.session
        ? changed(asked, { session: [nothing] })
        : undefined,
  },
  {
    name: 'session policies and grants to the session',
    why: '"Permissions granted directly to a session are not limited by an implicit deny in a session policy."',
    source: LOGIC,
    rewrite: withoutSessionLimit,
  },
];

/** The oracle's other rules are asked whether the resource's own policy lets this very session in. */
async function withoutSessionLimit(
  asked: RequestCase,
): Promise<RequestCase | undefined> {
  const { request, policies } = asked;
  const caller = parseCaller(request.principal);
  if (
    !policies.session ||
    !policies.resource ||
    caller.accountId !== request.resourceAccountId
  ) {
    return undefined;
  }
  const direct = policies.resource.document.Statement.filter(
    ({ Principal }) =>
      !Principal || compilePrincipals(Principal)(caller) === 'direct',
  );
  const resource = policy(...direct);
  resource.document.Version = policies.resource.document.Version;
  if (
    direct.length === 0 ||
    (await askOracle({ request, policies: { resource } })) !== 'allowed'
  ) {
    return undefined;
  }
  return changed(asked, {
    session: policies.session.map(({ name, document }) => ({
      name,
      document: {
        ...document,
        Statement: [...everything.document.Statement, ...document.Statement],
      },
    })),
  });
}

function withoutUnresolvedExceptions(
  asked: RequestCase,
): RequestCase | undefined {
  const context = contextOf(asked);
  return mapStatements(asked, (statement, variables) => {
    const kept = statement.NotResource?.filter(
      entry => !(variables && hasUnresolved(entry, context)),
    );
    if (!kept || kept.length === statement.NotResource?.length) {
      return undefined;
    }
    const { NotResource, ...rest } = statement;
    return kept.length > 0
      ? { ...rest, NotResource: kept }
      : { ...rest, Resource: ['*'] };
  });
}

/** Whether an ARN has its variables behind the fifth colon, and no slash there but in their names. */
function isWithoutPath(entry: string): boolean {
  return (
    /^([^:$]*:){5}/.test(entry) &&
    !entry.replace(/\$\{[^}]*\}/g, '').includes('/')
  );
}

function negated({ name }: Use): boolean {
  return name.includes('Not');
}

/** Whether a value is what the operators of this name compare. */
function readable(name: string, value: string): boolean {
  if (name.startsWith('Numeric')) {
    return /^-?[\d.]+$/.test(value);
  }
  if (name.startsWith('Date')) {
    return /^\d{4,}/.test(value);
  }
  if (name.startsWith('Arn')) {
    return value.split(':').length >= 6;
  }
  return (
    !name.includes('IpAddress') ||
    (/^[\da-f.:]+(\/\d+)?$/i.test(value) && !value.endsWith('/33'))
  );
}

function families(addresses: string[]): number {
  return new Set(addresses.map(address => address.includes(':'))).size;
}
