import * as z from 'zod';
import type { Statement } from '../../document';
import type {
  ServiceBuilder,
  ServiceContribution,
  ServicePlace,
} from '../types';
import { athenaAccess, athenaBuilder } from './athena';
import { auroraAccess, auroraBuilder } from './aurora';
import { dynamodbAccess, dynamodbBuilder } from './dynamodb';
import { glueAccess, glueBuilder } from './glue';
import { lambdaAccess, lambdaBuilder } from './lambda';
import { ownAccess, ownBuilder } from './own';
import { rdsAccess, rdsBuilder } from './rds';
import { redshiftAccess, redshiftBuilder } from './redshift';
import { s3Access, s3Builder } from './s3';
import { sagemakerAccess, sagemakerBuilder } from './sagemaker';
import { secretsmanagerAccess, secretsmanagerBuilder } from './secretsmanager';
import { sqsAccess, sqsBuilder } from './sqs';
import { stepfunctionsAccess, stepfunctionsBuilder } from './stepfunctions';

/** What can be asked of one service; `service` tells which. One line a service, in the order of the alphabet. */
export const serviceAccess = z.discriminatedUnion('service', [
  athenaAccess,
  auroraAccess,
  dynamodbAccess,
  glueAccess,
  lambdaAccess,
  ownAccess,
  rdsAccess,
  redshiftAccess,
  s3Access,
  sagemakerAccess,
  secretsmanagerAccess,
  sqsAccess,
  stepfunctionsAccess,
]);

/** What is asked of one service, checked. */
export type ServiceAccess = z.output<typeof serviceAccess>;

type ServiceBuilders = {
  [Service in ServiceAccess['service']]: ServiceBuilder<
    Extract<ServiceAccess, { service: Service }>
  >;
};

/** The builder of each service. One line a service, in the order of the alphabet. */
export const serviceBuilders: ServiceBuilders = {
  athena: athenaBuilder,
  aurora: auroraBuilder,
  dynamodb: dynamodbBuilder,
  glue: glueBuilder,
  lambda: lambdaBuilder,
  own: ownBuilder,
  rds: rdsBuilder,
  redshift: redshiftBuilder,
  s3: s3Builder,
  sagemaker: sagemakerBuilder,
  secretsmanager: secretsmanagerBuilder,
  sqs: sqsBuilder,
  stepfunctions: stepfunctionsBuilder,
};

/** What a service adds to a pair. */
export function buildService(
  access: ServiceAccess,
  place: ServicePlace,
): ServiceContribution {
  const builder: ServiceBuilder<ServiceAccess> =
    serviceBuilders[access.service];
  return builder.build(access, place);
}

/** Statements in what is asked that somebody wrote, with the place they stand in. */
export function ownStatementsOf(
  access: ServiceAccess,
): Array<{ path: PropertyKey[]; statements: Statement[] }> {
  switch (access.service) {
    case 'own':
      return [{ path: ['statements'], statements: access.statements }];
    case 'lambda':
      return access.functions.map(({ execution }, index) => ({
        path: ['functions', index, 'execution', 'statements'],
        statements: execution?.statements ?? [],
      }));
    case 'sagemaker':
      return [
        {
          path: ['training', 'statements'],
          statements: access.training?.statements ?? [],
        },
      ];
    default:
      return [];
  }
}
