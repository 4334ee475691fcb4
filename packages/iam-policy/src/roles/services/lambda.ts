import * as z from 'zod';
import type { ServiceBuilder } from '../types';
import { lambdaExecution, lambdaExecutionRole } from './lambdaExecution';
import { allow, ask, listOf, resourceArn } from './support';

const functionName = z
  .string()
  .regex(
    /^[A-Za-z0-9_-]{1,64}$/,
    'use a function name of up to 64 letters, digits, _ and -, without a version or alias',
  );

const qualifier = z
  .string()
  .regex(
    /^[A-Za-z0-9_-]{1,128}$/,
    'use a version, such as 3, or an alias of up to 128 letters, digits, _ and -',
  );

/** Functions that may be called, and the roles they run with. */
export const lambdaAccess = z.strictObject({
  service: z.literal('lambda'),
  functions: z
    .array(
      z.strictObject({
        name: functionName,
        /** Only these versions and aliases; what is deployed last, without a qualifier, when left out. */
        qualifiers: listOf(qualifier).optional(),
        /** Also makes the role the function runs with. */
        execution: lambdaExecution.optional(),
      }),
    )
    .min(1, 'list at least one')
    .refine(
      functions =>
        new Set(functions.map(f => f.name)).size === functions.length,
      { message: 'list each function only once' },
    ),
});

const invoke = ['lambda:InvokeFunction'];

/**
 * Lambda: calls functions, and makes the roles they run with. These are two sorts of roles: `lambda.amazonaws.com` takes the
 * second, nobody else does.
 *
 * A version or an alias is a resource of its own: who may call `function:resize:live` may not call `function:resize`.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/versioning-aliases-permissions.html
 */
export const lambdaBuilder: ServiceBuilder<z.output<typeof lambdaAccess>> = {
  service: 'lambda',
  prefixes: ['lambda', 'logs', 'ec2'],
  build({ functions }, place) {
    const functionArns = functions.flatMap(({ name, qualifiers }) => {
      const arn = resourceArn(place, 'lambda', `function:${name}`);
      return qualifiers ? qualifiers.map(part => `${arn}:${part}`) : [arn];
    });
    const executions = functions.flatMap(({ name, execution }) =>
      execution ? [lambdaExecutionRole(name, execution, place)] : [],
    );
    return {
      statements: [allow('LambdaInvoke', invoke, functionArns)],
      asked: [
        ...ask(invoke, functionArns),
        ...executions.flatMap(({ asked }) => asked),
      ],
      refused: executions.flatMap(({ refused }) => refused),
      executionRoles: executions.map(({ role }) => role),
      notes: functions
        .filter(({ execution }) => execution)
        .map(
          ({ name }) =>
            `Make the log group /aws/lambda/${name}, with the retention you want, before the function runs: its role writes to it and cannot make it.`,
        ),
    };
  },
};
