import { loadCatalogue } from '../all-services';
import {
  arnMatchesFormat,
  builtInCatalogue,
  createCatalogue,
  exampleArn,
  expandActions,
  resourceTypesOf,
} from '.';
import { decodeService, encodeServices } from './compact';
import prefixes from './prefixes.json';
import committed from './services.generated.json';

function formatsOf(action: string): string[] {
  return resourceTypesOf(builtInCatalogue, action).map(type => type.arnFormat);
}

describe('the built-in catalogue', () => {
  it('is what the installed data says: else run scripts/generate-catalogue.mjs', async () => {
    const fresh = encodeServices(await loadCatalogue(prefixes));
    expect(committed).toEqual(fresh);
    for (const prefix of prefixes) {
      expect(
        encodeServices(
          createCatalogue([decodeService(prefix, fresh[prefix])], false),
        )[prefix],
      ).toEqual(fresh[prefix]);
    }
  });

  it('does not claim to know every service', () => {
    expect(builtInCatalogue.complete).toBe(false);
    expect(builtInCatalogue.service('ec2')).toBeUndefined();
    expect(builtInCatalogue.service('__proto__')).toBeUndefined();
  });

  it('is asked without regard to case', () => {
    expect(builtInCatalogue.action('GLUE:startjobrun')?.name).toBe(
      'StartJobRun',
    );
    expect(builtInCatalogue.service('Glue')?.prefix).toBe('glue');
    expect(builtInCatalogue.action('StartJobRun')).toBeUndefined();
  });

  it.each([
    [
      'glue:StartJobRun',
      ['arn:${Partition}:glue:${Region}:${Account}:job/${JobName}'],
    ],
    [
      'redshift:GetClusterCredentials',
      [
        'arn:${Partition}:redshift:${Region}:${Account}:dbname:${ClusterName}/${DbName}',
        'arn:${Partition}:redshift:${Region}:${Account}:dbuser:${ClusterName}/${DbUser}',
      ],
    ],
    [
      'redshift-data:ExecuteStatement',
      [
        'arn:${Partition}:redshift:${Region}:${Account}:cluster:${ClusterName}',
        'arn:${Partition}:redshift-serverless:${Region}:${Account}:workgroup/${WorkgroupId}',
      ],
    ],
    ['redshift-data:DescribeStatement', []],
    ['redshift-data:CancelStatement', []],
    ['redshift-data:GetStatementResult', []],
    [
      'rds-db:connect',
      [
        'arn:${Partition}:rds-db:${Region}:${Account}:dbuser:${DbiResourceId}/${DbUserName}',
      ],
    ],
    [
      'rds-data:ExecuteStatement',
      [
        'arn:${Partition}:rds:${Region}:${Account}:cluster:${DbClusterInstanceName}',
      ],
    ],
    [
      'sagemaker:InvokeEndpoint',
      [
        'arn:${Partition}:sagemaker:${Region}:${Account}:endpoint/${EndpointName}',
      ],
    ],
    ['s3:ListBucket', ['arn:${Partition}:s3:::${BucketName}']],
    ['secretsmanager:ListSecrets', []],
    ['secretsmanager:BatchGetSecretValue', []],
    ['secretsmanager:GetRandomPassword', []],
    ['athena:ListDataCatalogs', []],
    ['athena:ListWorkGroups', []],
    [
      'iam:PassRole',
      ['arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}'],
    ],
  ])('narrows %s to %j', (action, formats) => {
    expect(builtInCatalogue.action(action)).toBeDefined();
    expect(formatsOf(action)).toEqual(expect.arrayContaining(formats));
    expect(formats.length === 0).toBe(formatsOf(action).length === 0);
  });

  it('knows the condition keys of an action and of its resources', () => {
    expect(builtInCatalogue.action('iam:PassRole')?.conditionKeys).toContain(
      'iam:PassedToService',
    );
    expect(
      builtInCatalogue.action('secretsmanager:GetSecretValue')?.conditionKeys,
    ).toContain('secretsmanager:ResourceTag/tag-key');
    expect(
      builtInCatalogue.action('redshift-data:DescribeStatement')?.conditionKeys,
    ).toContain('redshift-data:statement-owner-iam-userid');
    expect(
      builtInCatalogue.service('iam')?.conditionKeyTypes['iam:PolicyARN'],
    ).toBe('ARN');
  });

  it('sorts actions by what they do', () => {
    expect(
      [
        'iam:ListRoles',
        'iam:GetRole',
        'glue:StartJobRun',
        'iam:TagRole',
        'iam:PutRolePolicy',
      ].map(action => builtInCatalogue.action(action)?.accessLevel),
    ).toEqual(['List', 'Read', 'Write', 'Tagging', 'Permissions management']);
  });
});

describe('the catalogue of all services', () => {
  it('is complete only when nothing was left out', async () => {
    expect((await loadCatalogue(['ec2'])).complete).toBe(false);
    await expect(loadCatalogue(['nosuch'])).rejects.toThrow(
      'AWS has no service with the prefix "nosuch"',
    );
    const all = await loadCatalogue();
    expect(all.complete).toBe(true);
    expect(all.prefixes.length).toBeGreaterThan(400);
    expect(all.action('ec2:RunInstances')?.accessLevel).toBe('Write');
  });
});

describe('the actions a pattern reaches', () => {
  it('are those of its service', () => {
    expect(expandActions(builtInCatalogue, 'rds-data:*')).toEqual(
      builtInCatalogue
        .service('rds-data')
        ?.actions.map(({ name }) => `rds-data:${name}`),
    );
    expect(expandActions(builtInCatalogue, 'GLUE:getjobrun?')).toEqual([
      'glue:GetJobRuns',
    ]);
  });

  it('are all for *', () => {
    const all = expandActions(builtInCatalogue, '*');
    expect(all).toEqual(expandActions(builtInCatalogue, '*:*'));
    expect(all).toEqual(
      expect.arrayContaining(['iam:PassRole', 's3:GetObject']),
    );
  });

  it.each(['glue', 'glue:Nothing', 'nosuch:*', ''])(
    'are none for %j',
    pattern => {
      expect(expandActions(builtInCatalogue, pattern)).toEqual([]);
    },
  );
});

describe('the form of an ARN', () => {
  const cluster =
    'arn:${Partition}:redshift:${Region}:${Account}:cluster:${ClusterName}';
  const dbuser =
    'arn:${Partition}:redshift:${Region}:${Account}:dbuser:${ClusterName}/${DbUser}';
  const bucket = 'arn:${Partition}:s3:::${BucketName}';
  const object = 'arn:${Partition}:s3:::${BucketName}/${ObjectName}';
  const table =
    'arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}';

  it.each([
    [cluster, 'arn:aws:redshift:us-east-2:111122223333:cluster:main', true],
    [cluster, 'arn:aws:redshift:us-east-2:111122223333:cluster/main', false],
    [cluster, 'arn:aws:redshift:us-east-2:111122223333:cluster:', false],
    [cluster, 'arn:aws:redshift:us-east-2:111122223333:*', true],
    [cluster, 'arn:aws:redshift:*:*:clust*', true],
    [cluster, 'arn:aws:redshift::111122223333:cluster:main', false],
    [cluster, 'arn:aws:redshift:<region>:<account>:cluster:<name>', true],
    [
      dbuser,
      'arn:aws:redshift:us-east-2:111122223333:dbuser:main/reader',
      true,
    ],
    [dbuser, 'arn:aws:redshift:us-east-2:111122223333:dbuser:main/*', true],
    [dbuser, 'arn:aws:redshift:us-east-2:111122223333:dbuser/reader', false],
    [dbuser, 'arn:aws:redshift:us-east-2:111122223333:dbuser:reader', false],
    [bucket, 'arn:aws:s3:::reports', true],
    [bucket, 'arn:aws:s3:::reports/*', false],
    [bucket, 'arn:aws:s3:::rep*', true],
    [bucket, 'arn:aws:s3:*:*:reports', true],
    [object, 'arn:aws:s3:::reports', false],
    [object, 'arn:aws:s3:::reports/2026/a:b', true],
    [object, 'arn:aws:s3:::${aws:PrincipalTag/bucket}/x', true],
    [table, 'arn:aws:dynamodb:us-east-2:111122223333:table/orders', true],
    [
      table,
      'arn:aws:dynamodb:us-east-2:111122223333:table/orders/index/by-day',
      false,
    ],
    [table, '*', true],
    [table, 'arn:aws:dynamodb:*', true],
    [table, 'arn:aws:sqs:*', false],
    [table, 'arn:aws:dynamodb:*:*:stream/*', false],
    [table, '', false],
  ])('%s is fitted by %s: %s', (format, arn, expected) => {
    expect(arnMatchesFormat(format, arn)).toBe(expected);
  });

  it('is fitted by an example of itself, for every resource type there is', () => {
    const misfits = builtInCatalogue.prefixes.flatMap(prefix =>
      (builtInCatalogue.service(prefix)?.resourceTypes ?? [])
        .map(({ arnFormat }) => arnFormat)
        .filter(
          arnFormat =>
            !arnMatchesFormat(
              arnFormat,
              exampleArn(arnFormat, {
                partition: 'aws',
                region: 'us-east-2',
                accountId: '111122223333',
              }),
            ),
        ),
    );
    expect(misfits).toEqual([]);
  });

  it('is filled with names', () => {
    expect(
      exampleArn(dbuser, {
        partition: 'aws-cn',
        region: 'cn-north-1',
        accountId: '111122223333',
        names: { ClusterName: 'main', DbUser: 'reader' },
      }),
    ).toBe('arn:aws-cn:redshift:cn-north-1:111122223333:dbuser:main/reader');
  });

  it('answers about 64 KiB of stars', () => {
    expect(
      arnMatchesFormat(object, `arn:aws:s3:::${'*'.repeat(65_536)}x`),
    ).toBe(true);
    expect(
      arnMatchesFormat(cluster, `arn:aws:redshift:*:*:${'a'.repeat(65_536)}`),
    ).toBe(false);
  });
});
