import { parseFields } from '../../fields';
import { golden, hostile, place, printContribution } from '../__fixtures__';
import { exampleOf } from '../__fixtures__/examples';
import { stepfunctionsAccess, stepfunctionsBuilder } from './stepfunctions';

const build = (input: object) =>
  stepfunctionsBuilder.build(
    parseFields(stepfunctionsAccess, { service: 'stepfunctions', ...input }),
    place,
  );

describe('access to Step Functions', () => {
  it('is written as the golden file has it', () => {
    const printed = printContribution(build(exampleOf('stepfunctions')));
    expect(printed).toBe(golden('stepfunctions', printed));
  });

  it('starts a state machine and follows its own executions', () => {
    const { statements } = build({ stateMachines: ['nightly'] });
    expect(statements.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      [
        'StepfunctionsStart',
        ['arn:aws:states:us-east-2:490262564977:stateMachine:nightly'],
      ],
      [
        'StepfunctionsFollow',
        ['arn:aws:states:us-east-2:490262564977:execution:nightly:*'],
      ],
    ]);
  });

  it('waits for the answer of an express state machine only', () => {
    const actions = (input: object) =>
      build(input).asked.map(({ action }) => action);
    expect(actions({ stateMachines: ['a'] })).not.toContain(
      'states:StartSyncExecution',
    );
    expect(actions({ expressStateMachines: ['a'] })).toEqual([
      'states:StartExecution',
      'states:StartSyncExecution',
    ]);
  });

  it('is refused for a state machine that is said to be both', () => {
    expect(() =>
      build({ stateMachines: ['a'], expressStateMachines: ['a'] }),
    ).toThrow(/^expressStateMachines: list it only once/);
  });

  it('is refused without a state machine', () => {
    expect(() => build({})).toThrow('stateMachines: name a state machine');
  });

  it.each(hostile)('is refused for the name %s', (_, name) => {
    expect(() => build({ stateMachines: [name] })).toThrow(
      /^stateMachines\[0\]: use/,
    );
  });
});
