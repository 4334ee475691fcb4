import * as z from 'zod';
import type { AwsCall } from '../types';
import { athena, athenaCall } from './athena';
import { aurora, auroraCall, rds, rdsCall } from './databases';
import { dynamodb, dynamodbCall } from './dynamodb';
import { glue, glueCall } from './glue';
import { lambda, lambdaCall } from './lambda';
import { redshift, redshiftCall } from './redshift';
import { s3, s3Call } from './s3';
import {
  sagemakerEndpoint,
  sagemakerEndpointCall,
  sagemakerTraining,
  sagemakerTrainingCall,
} from './sagemaker';
import { secretsmanager, secretsmanagerCall } from './secretsmanager';
import { sqs, sqsCall } from './sqs';
import { stepfunctions, stepfunctionsCall } from './stepfunctions';

/** One call of a service. */
export const serviceCall = z.discriminatedUnion('service', [
  athenaCall,
  auroraCall,
  dynamodbCall,
  glueCall,
  lambdaCall,
  rdsCall,
  redshiftCall,
  s3Call,
  sagemakerEndpointCall,
  sagemakerTrainingCall,
  secretsmanagerCall,
  sqsCall,
  stepfunctionsCall,
]);

export type ServiceCall = z.output<typeof serviceCall>;

/** What a pod needs to make a call. */
export function awsCall(call: ServiceCall): AwsCall {
  switch (call.service) {
    case 'athena':
      return athena(call);
    case 'aurora':
      return aurora(call);
    case 'dynamodb':
      return dynamodb(call);
    case 'glue':
      return glue(call);
    case 'lambda':
      return lambda(call);
    case 'rds':
      return rds(call);
    case 'redshift':
      return redshift(call);
    case 's3':
      return s3(call);
    case 'sagemaker-endpoint':
      return sagemakerEndpoint(call);
    case 'sagemaker-training':
      return sagemakerTraining(call);
    case 'secretsmanager':
      return secretsmanager(call);
    case 'sqs':
      return sqs(call);
    default:
      return stepfunctions(call);
  }
}
