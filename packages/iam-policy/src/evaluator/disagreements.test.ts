import { disagreements } from './__testUtils__/disagreements';
import { askOracle } from './__testUtils__/oracle';
import {
  ACCOUNT,
  allow,
  deny,
  document,
  everything,
  grantTo,
  ORDERS,
  otherThings,
  policy,
  ROLE,
  ROOT,
  SESSION,
  USER,
} from './__testUtils__/policies';
import { evaluate } from './evaluate';
import {
  type AccessRequest,
  type ApplicablePolicies,
  type Decision,
  type RequestContext,
} from './types';

interface Pin {
  request?: Partial<AccessRequest>;
  policies: ApplicablePolicies;
  ours: Decision;
}

const TAG = 'aws:PrincipalTag/team';

/** An identity policy that allows where the condition holds. */
function where(
  operator: string,
  key: string,
  wanted: string,
  context: RequestContext,
  ours: Decision = 'allowed',
): Pin {
  const statement = allow({ Condition: { [operator]: { [key]: [wanted] } } });
  return {
    request: { context },
    policies: { identity: [policy('conditional', statement)] },
    ours,
  };
}

const report = {
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::reports/shop/2026.csv',
};

/** One case for each entry of the table: what we answer, and the oracle does not. */
const pins: Record<string, Pin> = {
  'ForAnyValue with IfExists': where(
    'ForAnyValue:StringEqualsIfExists',
    'aws:TagKeys',
    'team',
    {},
  ),
  'set operators on an empty text': where(
    'ForAllValues:StringEquals',
    'aws:TagKeys',
    'team',
    { 'aws:TagKeys': [''] },
  ),
  'Null on an empty list': where('Null', 'aws:TagKeys', 'true', {
    'aws:TagKeys': [],
  }),
  'negated operators on what is no number, date, address or ARN': where(
    'NotIpAddress',
    'aws:SourceIp',
    '10.0.0.0/8',
    { 'aws:SourceIp': 'AWS Internal' },
  ),
  'NotIpAddress with a single address of the other family': where(
    'NotIpAddress',
    'aws:SourceIp',
    '10.1.2.3',
    { 'aws:SourceIp': '2001:db8::5' },
  ),
  'a range of every address': where('IpAddress', 'aws:SourceIp', '0.0.0.0/0', {
    'aws:SourceIp': '172.16.0.1',
  }),
  'one IPv6 address in two spellings': where(
    'IpAddress',
    'aws:SourceIp',
    '2001:db8::1',
    { 'aws:SourceIp': '2001:db8:0:0:0:0:0:1' },
  ),
  'dates as numbers': where(
    'DateEquals',
    'aws:CurrentTime',
    '2026-01-01T00:00:00Z',
    { 'aws:CurrentTime': '1767225600' },
  ),
  'variables without a value under negated operators': where(
    'StringNotEquals',
    TAG,
    '${aws:PrincipalTag/none}',
    { [TAG]: 'shop' },
  ),
  'special characters under operators without wildcards': where(
    'StringEquals',
    TAG,
    'sh${*}p',
    { [TAG]: 'sh*p' },
  ),
  'variables before the fifth colon under ARN operators': where(
    'ArnLike',
    'aws:SourceArn',
    'arn:aws:sns:*:${aws:PrincipalAccount}:*',
    { 'aws:SourceArn': `arn:aws:sns:us-east-1:${ACCOUNT}:alarms` },
  ),
  'variables in a policy of 2008': {
    request: { ...report, context: { [TAG]: 'shop' } },
    policies: {
      identity: [
        {
          name: 'old',
          document: {
            ...document(
              allow({ Resource: [`arn:aws:s3:::reports/\${${TAG}}/*`] }),
            ),
            Version: '2008-10-17',
          },
        },
      ],
    },
    ours: 'implicitly-denied',
  },
  'variables in resources without a path': {
    request: { context: { [TAG]: 'orders' } },
    policies: {
      identity: [
        policy(
          'own queue',
          allow({ Resource: [`arn:aws:sqs:us-east-1:*:\${${TAG}}`] }),
        ),
      ],
    },
    ours: 'allowed',
  },
  'ARNs that stop early': {
    policies: {
      identity: [everything],
      resourceControl: [
        [
          policy(
            'perimeter',
            deny({
              Principal: '*',
              Action: ['sqs:*'],
              Resource: ['arn:aws:sqs:us-east-1:*'],
            }),
          ),
        ],
      ],
    },
    ours: 'explicitly-denied',
  },
  'NotResource with a variable without a value': {
    request: report,
    policies: {
      identity: [
        policy(
          'but',
          allow({
            NotResource: ['arn:aws:s3:::reports/${aws:PrincipalTag/none}/*'],
          }),
        ),
      ],
    },
    ours: 'allowed',
  },
  'NotPrincipal with the account of the caller': {
    policies: {
      identity: [everything],
      resource: policy('queue', deny({ NotPrincipal: { AWS: [ROLE, ROOT] } })),
    },
    ours: 'explicitly-denied',
  },
  'the root user': {
    request: { principal: ROOT },
    policies: {},
    ours: 'allowed',
  },
  'service-linked roles': {
    request: {
      principal: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSServiceRoleForBackup/run`,
    },
    policies: { identity: [everything], serviceControl: [[otherThings]] },
    ours: 'allowed',
  },
  'a role without a trust policy': {
    request: { action: 'sts:AssumeRole', resource: ROLE },
    policies: { identity: [everything] },
    ours: 'implicitly-denied',
  },
  'a federated user without session policies': {
    request: { principal: `arn:aws:sts::${ACCOUNT}:federated-user/ada` },
    policies: { identity: [everything] },
    ours: 'implicitly-denied',
  },
  'session policies and grants to the session': {
    request: { principal: SESSION },
    policies: { resource: grantTo(SESSION), session: [otherThings] },
    ours: 'allowed',
  },
};

it.each(disagreements)('$name: $why', async ({ name, source }) => {
  const { request, policies, ours } = pins[name];
  const asked = {
    principal: USER,
    action: 'sqs:SendMessage',
    resource: ORDERS,
    resourceAccountId: ACCOUNT,
    ...request,
  };
  expect(evaluate(asked, policies).decision).toBe(ours);
  // Once they agree, the entry can go.
  expect(await askOracle({ request: asked, policies })).not.toBe(ours);
  expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
});

it('has a case for each entry and none besides', () => {
  expect(Object.keys(pins).sort()).toEqual(
    disagreements.map(({ name }) => name).sort(),
  );
});
