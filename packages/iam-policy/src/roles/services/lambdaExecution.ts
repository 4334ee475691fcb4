import * as z from 'zod';
import type { Statement } from '../../document';
import { executionRole } from '../execution';
import type {
  AskedAccess,
  RoleDefinition,
  ServiceContribution,
  ServiceHop,
  ServicePlace,
} from '../types';
import { contributeOwn } from './ownAsked';
import { ownStatements } from './ownStatements';
import { allow, ask, listOf, resourceArn } from './support';

const subnetId = z
  .string()
  .regex(/^subnet-[0-9a-f]{8,17}$/, 'use the id of a subnet: subnet-0123abcd');

const securityGroupId = z
  .string()
  .regex(/^sg-[0-9a-f]{8,17}$/, 'use the id of a security group: sg-0123abcd');

/** What a function may do itself while it runs. */
export const lambdaExecution = z.strictObject({
  /** What it calls. */
  statements: ownStatements.optional(),
  /** When it runs in a VPC. */
  vpc: z
    .strictObject({
      subnets: listOf(subnetId),
      securityGroups: listOf(securityGroupId),
    })
    .optional(),
});

/** Calls of Lambda itself on behalf of a function in a VPC that take no resource. */
const vpcLookups = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];

const addressActions = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * The role a function runs with: it writes to its own log group, and calls what its own statements say. This is another role
 * than the one that calls the function.
 *
 * In a VPC, Lambda makes the function's network interfaces with this role. The function's own code is kept from that: a call
 * from code carries `lambda:SourceFunctionArn`, one of Lambda itself does not.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 * @see https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
 */
export function lambdaExecutionRole(
  name: string,
  { statements = [], vpc }: z.output<typeof lambdaExecution>,
  place: ServicePlace,
): { role: RoleDefinition } & Required<
  Pick<ServiceContribution, 'asked' | 'refused'>
> {
  const functionArn = resourceArn(place, 'lambda', `function:${name}`);
  const inVpc = vpc ? [vpcAccess(functionArn, vpc, place)] : [];
  const parts = [
    logAccess(name, place),
    ...inVpc,
    contributeOwn('LambdaOwn', statements),
  ];
  const role = executionRole(place, {
    parts: ['lambda', name],
    description: `Taken by Lambda for the function ${name}`,
    service: 'lambda.amazonaws.com',
    source: { arn: functionArn },
    statements: parts.flatMap(part => part.statements),
  });
  const through: ServiceHop = {
    servicePrincipal: 'lambda.amazonaws.com',
    roleArn: role.arn,
    context: {
      'aws:SourceAccount': place.accountId,
      'aws:SourceArn': functionArn,
    },
  };
  return {
    role,
    asked: parts
      .flatMap(({ asked }) => asked)
      .map(call => ({ ...call, through })),
    refused: inVpc
      .flatMap(({ asked }) => asked)
      .map(call => ({
        ...call,
        through,
        context: { 'lambda:SourceFunctionArn': functionArn },
      })),
  };
}

/** The group has to be there already: a function that may make it could make it again, without its retention. */
function logAccess(name: string, place: ServicePlace) {
  const actions = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  const streams = resourceArn(
    place,
    'logs',
    `log-group:/aws/lambda/${name}:log-stream:`,
  );
  return {
    statements: [allow('LambdaWriteLogs', actions, [`${streams}*`])],
    asked: askAny(actions, streams, 'example'),
  };
}

function vpcAccess(
  functionArn: string,
  vpc: { subnets: string[]; securityGroups: string[] },
  place: ServicePlace,
): { statements: Statement[]; asked: AskedAccess[] } {
  const arn = (resource: string) => resourceArn(place, 'ec2', resource);
  const create = ['ec2:CreateNetworkInterface'];
  const remove = ['ec2:DeleteNetworkInterface'];
  const homes = [
    ...vpc.subnets.map(id => arn(`subnet/${id}`)),
    ...vpc.securityGroups.map(id => arn(`security-group/${id}`)),
  ];
  const interfaces = arn('network-interface/');
  // Lambda checks that it may delete interfaces before there is one, with `*/*` as the resource: no pattern of names matches that.
  const anything = arn('*/*');
  return {
    statements: [
      allow('LambdaLookUpVpc', vpcLookups, ['*']),
      allow('LambdaCreateInterfaces', create, [...homes, `${interfaces}*`]),
      allow('LambdaDeleteInterfaces', remove, [anything]),
      allow('LambdaAddressInterfaces', addressActions, [`${interfaces}*`]),
      {
        Sid: 'LambdaKeepCodeFromInterfaces',
        Effect: 'Deny',
        Action: [...vpcLookups, ...create, ...remove, ...addressActions],
        Resource: ['*'],
        Condition: {
          ArnEquals: { 'lambda:SourceFunctionArn': [functionArn] },
        },
      },
    ],
    asked: [
      ...ask(vpcLookups, ['*']),
      ...ask(create, homes),
      ...askAny([...create, ...addressActions], interfaces, 'eni-0example'),
      ...ask(remove, [`${interfaces}eni-0example`]).map(call => ({
        ...call,
        within: { resource: anything },
      })),
    ],
  };
}

/** The actions on whatever begins like this. */
function askAny(
  actions: string[],
  stem: string,
  example: string,
): AskedAccess[] {
  return ask(actions, [`${stem}${example}`]).map(call => ({
    ...call,
    within: { resource: `${stem}*` },
  }));
}
