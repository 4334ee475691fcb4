import { parseFields } from '../../fields';
import { golden, hostile, place, printContribution } from '../__fixtures__';
import { exampleOf } from '../__fixtures__/examples';
import { redshiftAccess, redshiftBuilder } from './redshift';

const build = (input: object) =>
  redshiftBuilder.build(
    parseFields(redshiftAccess, { service: 'redshift', ...input }),
    place,
  );
const main = {
  cluster: 'main',
  login: { by: 'user', user: 'reader', databases: ['dev'] },
};
const workgroupId = '0a1b2c3d-12ab-34cd-56ef-1234567890ab';

describe('access to Redshift', () => {
  it('is written as the golden file has it', () => {
    const printed = printContribution(build(exampleOf('redshift')));
    expect(printed).toBe(golden('redshift', printed));
  });

  it('logs in as a user of a cluster to the named databases', () => {
    const [login] = build({ clusters: [main] }).statements;
    expect(login).toEqual({
      Sid: 'RedshiftLoginAsUser',
      Effect: 'Allow',
      Action: ['redshift:GetClusterCredentials'],
      Resource: [
        'arn:aws:redshift:us-east-2:490262564977:dbuser:main/reader',
        'arn:aws:redshift:us-east-2:490262564977:dbname:main/dev',
      ],
    });
  });

  it('follows only statements of its own session', () => {
    const { statements } = build({ workgroups: [{ workgroupId }] });
    expect(statements[statements.length - 1]).toEqual({
      Sid: 'RedshiftOwnStatements',
      Effect: 'Allow',
      Action: [
        'redshift-data:DescribeStatement',
        'redshift-data:CancelStatement',
        'redshift-data:GetStatementResult',
      ],
      Resource: ['*'],
      Condition: {
        StringEquals: {
          // eslint-disable-next-line no-template-curly-in-string
          'redshift-data:statement-owner-iam-userid': ['${aws:userid}'],
        },
      },
    });
  });

  it('looks the warehouse up for a connection, and needs no Data API then', () => {
    const { asked } = build({
      clusters: [main],
      workgroups: [{ workgroupId }],
      use: ['connection'],
    });
    expect(asked.map(({ action }) => action)).toEqual([
      'redshift:GetClusterCredentials',
      'redshift:GetClusterCredentials',
      'redshift-serverless:GetCredentials',
      'redshift:DescribeClusters',
      'redshift-serverless:GetWorkgroup',
    ]);
  });

  it('is refused for a workgroup by its name', () => {
    expect(() => build({ workgroups: [{ workgroupId: 'etl' }] })).toThrow(
      /^workgroups\[0\]\.workgroupId: use the id of the workgroup/,
    );
  });

  it('is refused without a warehouse', () => {
    expect(() => build({})).toThrow(/^clusters: name a cluster/);
  });

  it.each(hostile)('is refused for the name %s', (_, name) => {
    expect(() => build({ clusters: [{ ...main, cluster: name }] })).toThrow(
      /^clusters\[0\]\.cluster: use/,
    );
    expect(() =>
      build({
        clusters: [{ cluster: 'a1', login: { by: 'iam', databases: [name] } }],
      }),
    ).toThrow(/^clusters\[0\]\.login\.databases\[0\]: use/);
  });
});
