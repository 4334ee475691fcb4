import * as z from 'zod';
import type { ServiceBuilder } from '../types';
import { allow, ask, listOf, resourceArn } from './support';

const jobName = z
  .string()
  .regex(
    /^[0-9A-Za-z_][0-9A-Za-z_. -]{0,254}$/,
    'use a job name of up to 255 letters, digits, spaces and any of _.-',
  );

const catalogName = z
  .string()
  .regex(
    /^[0-9a-z_-]{1,255}$/,
    'use a name of up to 255 lower case letters, digits, _ and -',
  );

/** Jobs that may be run, and tables of the Data Catalog whose description may be read. */
export const glueAccess = z
  .strictObject({
    service: z.literal('glue'),
    jobs: listOf(jobName).optional(),
    tables: z
      .array(
        z.strictObject({ database: catalogName, names: listOf(catalogName) }),
      )
      .min(1, 'list at least one database, or leave "tables" out')
      .refine(
        tables => new Set(tables.map(t => t.database)).size === tables.length,
        { message: 'list each database only once' },
      )
      .optional(),
  })
  .refine(({ jobs, tables }) => jobs || tables, {
    message: 'name a job to run, or a table to read under "tables"',
    path: ['jobs'],
  });

const runActions = [
  'glue:StartJobRun',
  'glue:GetJob',
  'glue:GetJobRun',
  'glue:GetJobRuns',
  'glue:BatchStopJobRun',
];

const databaseActions = ['glue:GetDatabase'];

const tableActions = [
  'glue:GetTable',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:BatchGetPartition',
];

/**
 * Glue: starts, watches and stops runs of the named jobs. Reading a table of the Data Catalog needs leave for everything above
 * it too: the catalog and the database.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsglue.html
 * @see https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
 */
export const glueBuilder: ServiceBuilder<z.output<typeof glueAccess>> = {
  service: 'glue',
  prefixes: ['glue'],
  build({ jobs = [], tables = [] }, place) {
    const arn = (resource: string) => resourceArn(place, 'glue', resource);
    const jobArns = jobs.map(job => arn(`job/${job}`));
    const databaseArns = tables.map(({ database }) =>
      arn(`database/${database}`),
    );
    const tableArns = tables.flatMap(({ database, names }) =>
      names.map(name => arn(`table/${database}/${name}`)),
    );
    const databases = [arn('catalog'), ...databaseArns];
    const everything = [...databases, ...tableArns];
    return {
      statements: [
        ...(jobs.length ? [allow('GlueRunJobs', runActions, jobArns)] : []),
        ...(tables.length
          ? [
              allow('GlueReadDatabases', databaseActions, databases),
              allow('GlueReadTables', tableActions, everything),
            ]
          : []),
      ],
      asked: [
        ...ask(runActions, jobArns),
        ...(tables.length
          ? [
              ...ask(databaseActions, databases),
              ...ask(tableActions, everything),
            ]
          : []),
      ],
      notes: tables.length
        ? [
            'If Lake Formation governs these tables, grant the external role SELECT and DESCRIBE on them there too.',
            'Reading the rows needs access to their S3 objects: ask for "s3" as well.',
          ]
        : [],
    };
  },
};
