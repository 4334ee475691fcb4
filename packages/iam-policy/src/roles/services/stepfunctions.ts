import * as z from 'zod';
import type { AskedAccess, ServiceBuilder } from '../types';
import { allow, ask, listOf, resourceArn } from './support';

const stateMachineName = z
  .string()
  .regex(
    /^[0-9A-Za-z_.-]{1,80}$/,
    'use a state machine name of up to 80 letters, digits and any of _.-',
  );

/** State machines that may be run. */
export const stepfunctionsAccess = z
  .strictObject({
    service: z.literal('stepfunctions'),
    /** Standard workflows: started, watched and stopped. */
    stateMachines: listOf(stateMachineName).optional(),
    /** Express workflows: the call waits for the answer, or leaves it to the logs. */
    expressStateMachines: listOf(stateMachineName).optional(),
  })
  .refine(
    ({ stateMachines, expressStateMachines }) =>
      stateMachines || expressStateMachines,
    { message: 'name a state machine to run', path: ['stateMachines'] },
  )
  .refine(
    ({ stateMachines = [], expressStateMachines = [] }) =>
      !expressStateMachines.some(name => stateMachines.includes(name)),
    {
      message:
        'list it only once: a state machine is either standard or express',
      path: ['expressStateMachines'],
    },
  );

const startActions = ['states:StartExecution'];
const expressActions = ['states:StartExecution', 'states:StartSyncExecution'];
const executionActions = [
  'states:DescribeExecution',
  'states:GetExecutionHistory',
  'states:StopExecution',
];

/**
 * Step Functions: starts the named state machines. An execution is a resource of its own, with the state machine's name in its
 * ARN; an express workflow has none that can be watched or stopped.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concept-create-iam-advanced.html
 */
export const stepfunctionsBuilder: ServiceBuilder<
  z.output<typeof stepfunctionsAccess>
> = {
  service: 'stepfunctions',
  prefixes: ['states'],
  build({ stateMachines = [], expressStateMachines = [] }, place) {
    const arn = (resource: string) => resourceArn(place, 'states', resource);
    const machineArns = stateMachines.map(name => arn(`stateMachine:${name}`));
    const expressArns = expressStateMachines.map(name =>
      arn(`stateMachine:${name}`),
    );
    return {
      statements: [
        ...(stateMachines.length
          ? [
              allow('StepfunctionsStart', startActions, machineArns),
              allow(
                'StepfunctionsFollow',
                executionActions,
                stateMachines.map(name => arn(`execution:${name}:*`)),
              ),
            ]
          : []),
        ...(expressStateMachines.length
          ? [allow('StepfunctionsStartExpress', expressActions, expressArns)]
          : []),
      ],
      asked: [
        ...ask(startActions, machineArns),
        ...executionActions.flatMap(action =>
          stateMachines.map(
            (name): AskedAccess => ({
              action,
              resource: arn(`execution:${name}:example`),
              within: { resource: arn(`execution:${name}:*`) },
            }),
          ),
        ),
        ...ask(expressActions, expressArns),
      ],
      notes: [],
    };
  },
};
