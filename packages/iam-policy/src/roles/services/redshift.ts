import type { ServiceBuilder, ServicePlace } from '../types';
import { networkNote } from './database';
import type { Cluster, RedshiftAccess, Workgroup } from './redshiftFields';
import { readSecrets } from './secret';
import { allow, ask, resourceArn } from './support';

export { redshiftAccess } from './redshiftFields';

const dataActions = [
  'redshift-data:ExecuteStatement',
  'redshift-data:BatchExecuteStatement',
  'redshift-data:ListDatabases',
  'redshift-data:ListSchemas',
  'redshift-data:ListTables',
  'redshift-data:DescribeTable',
];
const statementActions = [
  'redshift-data:DescribeStatement',
  'redshift-data:CancelStatement',
  'redshift-data:GetStatementResult',
];

/** Only statements of the caller's own session. Its id is the role's id and the session's name. */
const statementOwner = 'redshift-data:statement-owner-iam-userid';
const ownStatementsOnly = {
  // eslint-disable-next-line no-template-curly-in-string
  StringEquals: { [statementOwner]: ['${aws:userid}'] },
};
const ownStatement = {
  'aws:userid': 'AROAEXAMPLEROLEID0000:statement',
  [statementOwner]: 'AROAEXAMPLEROLEID0000:statement',
};

/**
 * Redshift, provisioned and serverless: login, and SQL over the Data API or a connection. The Data API is asynchronous: a
 * statement is started on a cluster or workgroup, and then followed by its id, which is no resource; so these calls are narrowed
 * to statements of the caller's own session.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-iam.html
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/generating-iam-credentials-role-permissions.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonredshiftdataapi.html
 */
export const redshiftBuilder: ServiceBuilder<RedshiftAccess> = {
  service: 'redshift',
  prefixes: [
    'redshift',
    'redshift-serverless',
    'redshift-data',
    'secretsmanager',
    'kms',
  ],
  build({ clusters = [], workgroups = [], use }, place) {
    const warehouses = {
      clusters: clusters.map(c => clusterArn(c, place)),
      workgroups: workgroups.map(w => workgroupArn(w, place)),
    };
    const secrets = readSecrets(
      'Redshift',
      ['secretsmanager:GetSecretValue'],
      [...clusters, ...workgroups].flatMap(({ login }) =>
        login.by === 'secret' ? [login.secret] : [],
      ),
      place,
    );
    const grants = [
      ...logins(clusters, workgroups, place),
      ...(use.includes('connection') ? lookups(warehouses) : []),
      ...(use.includes('data-api') ? dataApi(warehouses) : []),
    ].filter(({ resources }) => resources.length);
    return {
      statements: [
        ...grants.map(({ sid, actions, resources, ownOnly }) =>
          allow(
            sid,
            actions,
            resources,
            ownOnly ? ownStatementsOnly : undefined,
          ),
        ),
        ...secrets.statements,
      ],
      asked: [
        ...grants.flatMap(({ actions, resources, ownOnly }) =>
          ask(actions, resources, ownOnly ? ownStatement : undefined),
        ),
        ...secrets.asked,
      ],
      notes: [
        ...(use.includes('data-api')
          ? [
              'Follow a statement with the session that started it: keep role_session_name the same, or Redshift answers that the statement is not yours.',
            ]
          : []),
        ...secrets.notes,
        ...(use.includes('connection') ? [networkNote] : []),
      ],
    };
  },
};

/** Actions on resources, in one statement. */
interface Grant {
  sid: string;
  actions: string[];
  resources: string[];
  /** Only on statements that the caller's session started. */
  ownOnly?: boolean;
}

function logins(
  clusters: Cluster[],
  workgroups: Workgroup[],
  place: ServicePlace,
): Grant[] {
  const arn = (resource: string) => resourceArn(place, 'redshift', resource);
  return [
    {
      sid: 'RedshiftLogin',
      actions: ['redshift:GetClusterCredentialsWithIAM'],
      resources: clusters.flatMap(({ cluster: name, login }) =>
        login.by === 'iam'
          ? login.databases.map(database => arn(`dbname:${name}/${database}`))
          : [],
      ),
    },
    {
      sid: 'RedshiftLoginAsUser',
      actions: ['redshift:GetClusterCredentials'],
      resources: clusters.flatMap(({ cluster: name, login }) =>
        login.by === 'user'
          ? [
              arn(`dbuser:${name}/${login.user}`),
              ...login.databases.map(database =>
                arn(`dbname:${name}/${database}`),
              ),
            ]
          : [],
      ),
    },
    {
      sid: 'RedshiftServerlessLogin',
      actions: ['redshift-serverless:GetCredentials'],
      resources: workgroups
        .filter(({ login }) => login.by === 'iam')
        .map(w => workgroupArn(w, place)),
    },
  ];
}

/** ARNs of what is queried. */
interface Warehouses {
  clusters: string[];
  workgroups: string[];
}

/** Drivers look the address of the warehouse up. */
function lookups({ clusters, workgroups }: Warehouses): Grant[] {
  return [
    {
      sid: 'RedshiftFind',
      actions: ['redshift:DescribeClusters'],
      resources: clusters,
    },
    {
      sid: 'RedshiftServerlessFind',
      actions: ['redshift-serverless:GetWorkgroup'],
      resources: workgroups,
    },
  ];
}

function dataApi({ clusters, workgroups }: Warehouses): Grant[] {
  return [
    {
      sid: 'RedshiftDataApi',
      actions: dataActions,
      resources: [...clusters, ...workgroups],
    },
    {
      sid: 'RedshiftOwnStatements',
      actions: statementActions,
      resources: ['*'],
      ownOnly: true,
    },
  ];
}

function clusterArn({ cluster: name }: Cluster, place: ServicePlace): string {
  return resourceArn(place, 'redshift', `cluster:${name}`);
}

function workgroupArn({ workgroupId }: Workgroup, place: ServicePlace): string {
  return resourceArn(place, 'redshift-serverless', `workgroup/${workgroupId}`);
}
