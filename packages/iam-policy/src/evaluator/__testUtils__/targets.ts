export const HOME = '111111111111';
export const ABROAD = '222222222222';

/** What can be called: real actions with resources of their type. */
export interface Target {
  action: string;
  /** Actions near it that the policies may name instead. */
  others: string[];
  resource(account: string): string;
  wide(account: string): string[];
  elsewhere(account: string): string[];
  /** Roles and keys grant access themselves; the policies of other resources are optional. */
  kind: 'plain' | 'key' | 'role' | 'none';
}

export const targets: Target[] = [
  {
    action: 's3:GetObject',
    others: ['s3:PutObject', 's3:DeleteObject'],
    resource: () => 'arn:aws:s3:::reports/team/2026.csv',
    wide: () => [
      'arn:aws:s3:::reports/*',
      'arn:aws:s3:::*',
      'arn:aws:s3:::rep?rts/team/*',
      'arn:aws:s3:*',
      'arn:aws:s3:::reports/${aws:PrincipalTag/team}/*',
      "arn:aws:s3:::reports/${aws:PrincipalTag/nothing, 'team'}/*",
    ],
    elsewhere: () => [
      'arn:aws:s3:::reports',
      'arn:aws:s3:::other/*',
      'arn:aws:s3:::reports/${aws:PrincipalTag/nothing}/*',
    ],
    kind: 'plain',
  },
  {
    action: 'sqs:SendMessage',
    others: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
    resource: account => `arn:aws:sqs:us-east-1:${account}:orders`,
    wide: account => [
      `arn:aws:sqs:*:${account}:*`,
      `arn:aws:sqs:us-east-?:*:ord*`,
      'arn:aws:sqs:us-east-1:*',
      "arn:aws:sqs:us-east-1:*:ord${aws:PrincipalTag/nothing, 'ers'}",
    ],
    elsewhere: account => [
      `arn:aws:sqs:eu-*:${account}:orders`,
      `arn:aws:sqs:us-east-1:${account}:invoices`,
      'arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:orders',
    ],
    kind: 'plain',
  },
  {
    action: 'secretsmanager:GetSecretValue',
    others: ['secretsmanager:DescribeSecret', 'secretsmanager:PutSecretValue'],
    resource: account =>
      `arn:aws:secretsmanager:us-east-1:${account}:secret:cats/team/db-a1B2c3`,
    wide: account => [
      `arn:aws:secretsmanager:us-east-1:${account}:secret:cats/team/*`,
      `arn:aws:secretsmanager:*:*:secret:cats/\${aws:PrincipalTag/team}/db-??????`,
    ],
    elsewhere: account => [
      `arn:aws:secretsmanager:us-east-1:${account}:secret:cats/team`,
      `arn:aws:secretsmanager:us-east-1:${account}:secret:dogs/*`,
    ],
    kind: 'plain',
  },
  {
    action: 'lambda:InvokeFunction',
    others: ['lambda:GetFunction', 'lambda:UpdateFunctionCode'],
    resource: account => `arn:aws:lambda:us-east-1:${account}:function:resize`,
    wide: account => [
      `arn:aws:lambda:us-east-1:${account}:function:*`,
      `arn:aws:lambda:*:${account}:function:re*`,
    ],
    elsewhere: account => [
      `arn:aws:lambda:us-east-1:${account}:function:crop`,
      `arn:aws:lambda:us-east-1:${account}:function:resize:live`,
    ],
    kind: 'plain',
  },
  {
    action: 'kms:Decrypt',
    others: ['kms:Encrypt', 'kms:DescribeKey'],
    resource: account =>
      `arn:aws:kms:us-east-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
    wide: account => [`arn:aws:kms:*:${account}:key/*`],
    elsewhere: account => [
      `arn:aws:kms:us-east-1:${account}:key/00000000-12ab-34cd-56ef-1234567890ab`,
    ],
    kind: 'key',
  },
  {
    action: 'sts:AssumeRole',
    others: ['sts:TagSession', 'sts:SetSourceIdentity'],
    resource: account => `arn:aws:iam::${account}:role/deployer`,
    wide: account => [
      `arn:aws:iam::${account}:role/*`,
      'arn:aws:iam::*:role/deploy*',
    ],
    elsewhere: account => [`arn:aws:iam::${account}:role/reader`],
    kind: 'role',
  },
  {
    action: 'sqs:ListQueues',
    others: ['sqs:SendMessage'],
    resource: () => '*',
    wide: () => [],
    elsewhere: () => [],
    kind: 'none',
  },
];

export function roleForProvider(principal: string): Target {
  const [role] = targets.filter(({ kind }) => kind === 'role');
  const action = principal.includes('saml-provider')
    ? 'sts:AssumeRoleWithSAML'
    : 'sts:AssumeRoleWithWebIdentity';
  return { ...role, action, others: ['sts:AssumeRole'] };
}
