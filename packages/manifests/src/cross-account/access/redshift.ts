import type {
  RequestContext,
  RolePair,
} from '@cluster-self-service/iam-policy';
import {
  all,
  arnsOf,
  askedFor,
  type Call,
  type CallAccess,
  readSecret,
} from './request';

/** What a session is called does not count, as long as it is the one that started the statement. */
const OWN_STATEMENT: RequestContext = {
  'aws:userid': 'AROAEXAMPLEROLEID0000:statement',
  'redshift-data:statement-owner-iam-userid': 'AROAEXAMPLEROLEID0000:statement',
};

export function redshiftAccess(
  { target, database }: Call<'redshift'>,
  pair: RolePair,
): CallAccess[] {
  const arn = arnsOf(pair);
  const own = {
    action: 'redshift-data:DescribeStatement',
    resources: ['*'] as [string],
    context: OWN_STATEMENT,
  };
  const execute = 'redshift-data:ExecuteStatement';
  const secret =
    target.login.by === 'secret'
      ? [readSecret(target.login.secretArn, pair)]
      : [];
  if (target.kind === 'workgroup') {
    // IAM knows a workgroup by its id, the call by its name.
    const workgroup = arn('redshift-serverless', 'workgroup/*');
    return [
      askedFor(pair, execute, workgroup),
      own,
      ...secret,
      ...(target.login.by === 'iam'
        ? [askedFor(pair, 'redshift-serverless:GetCredentials', workgroup)]
        : []),
    ];
  }
  const { cluster, login } = target;
  const name = arn('redshift', `dbname:${cluster}/${database}`);
  return [
    ...all([execute], arn('redshift', `cluster:${cluster}`)),
    own,
    ...secret,
    ...(login.by === 'iam'
      ? all(['redshift:GetClusterCredentialsWithIAM'], name)
      : []),
    ...(login.by === 'user'
      ? [name, arn('redshift', `dbuser:${cluster}/${login.user}`)].flatMap(
          resource => all(['redshift:GetClusterCredentials'], resource),
        )
      : []),
  ];
}
