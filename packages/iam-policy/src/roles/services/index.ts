import { z } from 'zod';
import type {
  ServiceBuilder,
  ServiceContribution,
  ServicePlace,
} from '../types';
import { athenaAccess, athenaBuilder } from './athena';
import { auroraAccess, auroraBuilder } from './aurora';
import { dynamodbAccess, dynamodbBuilder } from './dynamodb';
import { glueAccess, glueBuilder } from './glue';
import { rdsAccess, rdsBuilder } from './rds';
import { redshiftAccess, redshiftBuilder } from './redshift';
import { sagemakerAccess, sagemakerBuilder } from './sagemaker';
import { stepfunctionsAccess, stepfunctionsBuilder } from './stepfunctions';

/** What can be asked of one service; `service` tells which. One line a service, in the order of the alphabet. */
export const serviceAccess = z.discriminatedUnion('service', [
  athenaAccess,
  auroraAccess,
  dynamodbAccess,
  glueAccess,
  rdsAccess,
  redshiftAccess,
  sagemakerAccess,
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
  rds: rdsBuilder,
  redshift: redshiftBuilder,
  sagemaker: sagemakerBuilder,
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
