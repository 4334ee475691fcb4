import * as z from 'zod';
import type { ServiceBuilder, ServicePlace } from '../types';
import { glueAccess, glueBuilder } from './glue';
import { kmsKeyId, useKeys } from './key';
import { accessObjects, objectLocation } from './objects';
import { allow, ask, listOf, resourceArn } from './support';

/** Tables that may be queried in a workgroup. */
export const athenaAccess = z.strictObject({
  service: z.literal('athena'),
  workgroup: z
    .string()
    .regex(
      /^[A-Za-z0-9._-]{1,128}$/,
      'use a workgroup name of up to 128 letters, digits and any of ._-',
    ),
  dataCatalog: z
    .string()
    .regex(
      /^[A-Za-z0-9_@-]{1,256}$/,
      'use a data catalog name of up to 256 letters, digits and any of _@-',
    )
    .default('AwsDataCatalog'),
  tables: glueAccess.shape.tables.unwrap(),
  /** Where the rows of these tables are. */
  data: z.array(objectLocation).min(1, 'list at least one place of data'),
  /** The query result location of the workgroup. */
  results: objectLocation,
  /** Customer managed keys of the data. */
  dataKeyIds: listOf(kmsKeyId).optional(),
  /** Customer managed key of the results. */
  resultsKeyId: kmsKeyId.optional(),
});

const queryActions = [
  'athena:StartQueryExecution',
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:StopQueryExecution',
  'athena:GetWorkGroup',
];
const catalogActions = ['athena:GetDataCatalog'];

/**
 * Athena: runs queries in one workgroup. Athena reads tables, rows and results with the caller's own permissions, so these are
 * part of it: the description of the tables in Glue, the objects with the rows, and the place of the results.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonathena.html
 * @see https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html
 * @see https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html
 */
export const athenaBuilder: ServiceBuilder<z.output<typeof athenaAccess>> = {
  service: 'athena',
  prefixes: ['athena', 'glue', 's3', 'kms'],
  build(access, place) {
    const { workgroup, dataCatalog, tables, data, results } = access;
    const workgroupArns = [
      resourceArn(place, 'athena', `workgroup/${workgroup}`),
    ];
    const catalogArns = [
      resourceArn(place, 'athena', `datacatalog/${dataCatalog}`),
    ];
    const keys = [
      useKeys('AthenaReadKey', access.dataKeyIds ?? [], 's3', place),
      useKeys('AthenaResultsKey', [access.resultsKeyId], 's3', place, [
        'kms:Decrypt',
        'kms:GenerateDataKey',
      ]),
    ];
    const parts = [
      describeTables(tables, place),
      accessObjects(
        'AthenaData',
        {
          object: ['s3:GetObject'],
          bucket: ['s3:GetBucketLocation'],
          list: true,
        },
        data,
        place,
      ),
      accessObjects(
        'AthenaResults',
        {
          object: [
            's3:GetObject',
            's3:PutObject',
            's3:AbortMultipartUpload',
            's3:ListMultipartUploadParts',
          ],
          bucket: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
          list: true,
        },
        [results],
        place,
      ),
      ...keys,
    ];
    return {
      statements: [
        allow('AthenaQuery', queryActions, workgroupArns),
        allow('AthenaCatalog', catalogActions, catalogArns),
        ...parts.flatMap(({ statements }) => statements),
      ],
      asked: [
        ...ask(queryActions, workgroupArns),
        ...ask(catalogActions, catalogArns),
        ...parts.flatMap(({ asked }) => asked),
      ],
      notes: [
        ...(dataCatalog === 'AwsDataCatalog'
          ? []
          : [
              `If the data catalog ${dataCatalog} is federated, Athena calls its Lambda function with the role too: ask for "lambda" as well.`,
            ]),
        ...new Set(keys.flatMap(({ notes }) => notes)),
        'Let the workgroup override client-side settings, so that every result goes to the place named here.',
        'Set the time to live of the results (a lifecycle rule on their prefix): a result is as secret as the rows it was made from.',
        'If Lake Formation governs these tables, grant the external role SELECT and DESCRIBE on them there too.',
      ],
    };
  },
};

/** Glue's part. Athena looks the `default` database up too, whatever is queried. */
function describeTables(
  tables: z.output<typeof athenaAccess>['tables'],
  place: ServicePlace,
) {
  const { statements, asked } = glueBuilder.build(
    { service: 'glue', tables },
    place,
  );
  const action = ['glue:GetDatabase'];
  const defaultDatabase = [resourceArn(place, 'glue', 'database/default')];
  const isListed = tables.some(({ database }) => database === 'default');
  return {
    statements: [
      ...statements.map(statement => ({
        ...statement,
        Sid: `Athena${statement.Sid}`,
      })),
      ...(isListed
        ? []
        : [allow('AthenaDefaultDatabase', action, defaultDatabase)]),
    ],
    asked: [...asked, ...(isListed ? [] : ask(action, defaultDatabase))],
  };
}
