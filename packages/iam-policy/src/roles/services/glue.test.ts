import { parseFields } from '../../fields';
import { golden, hostile, place, printContribution } from '../__fixtures__';
import { glueAccess, glueBuilder } from './glue';

const build = (input: object) =>
  glueBuilder.build(
    parseFields(glueAccess, { service: 'glue', ...input }),
    place,
  );

describe('access to Glue', () => {
  it('is written as the golden file has it', () => {
    const printed = printContribution(
      build({
        jobs: ['nightly', 'Untitled job'],
        tables: [{ database: 'sales', names: ['orders', 'returns'] }],
      }),
    );
    expect(printed).toBe(golden('glue', printed));
  });

  it('runs and stops exactly the named jobs', () => {
    const { statements } = build({ jobs: ['nightly'] });
    expect(statements).toEqual([
      {
        Sid: 'GlueRunJobs',
        Effect: 'Allow',
        Action: [
          'glue:StartJobRun',
          'glue:GetJob',
          'glue:GetJobRun',
          'glue:GetJobRuns',
          'glue:BatchStopJobRun',
        ],
        Resource: ['arn:aws:glue:us-east-2:490262564977:job/nightly'],
      },
    ]);
  });

  it('reads a table together with the catalog and the database above it', () => {
    const { statements, asked } = build({
      tables: [{ database: 'sales', names: ['orders'] }],
    });
    expect(statements.map(({ Sid }) => Sid)).toEqual([
      'GlueReadDatabases',
      'GlueReadTables',
    ]);
    expect(
      asked
        .filter(({ action }) => action === 'glue:GetTable')
        .map(({ resource }) => resource.split(':').pop()),
    ).toEqual(['catalog', 'database/sales', 'table/sales/orders']);
  });

  it('is refused without a job and without a table', () => {
    expect(() => build({})).toThrow(
      'jobs: name a job to run, or a table to read under "tables"',
    );
  });

  it('is refused for a job that is listed twice', () => {
    expect(() => build({ jobs: ['nightly', 'nightly'] })).toThrow(
      'jobs: list each one only once',
    );
  });

  it.each(hostile)('is refused for the name %s', (_, name) => {
    expect(() => build({ jobs: [name] })).toThrow(/^jobs\[0\]: use/);
    expect(() =>
      build({ tables: [{ database: name, names: ['orders'] }] }),
    ).toThrow(/^tables\[0\]\.database: use/);
    expect(() =>
      build({ tables: [{ database: 'sales', names: [name] }] }),
    ).toThrow(/^tables\[0\]\.names\[0\]: use/);
  });
});
