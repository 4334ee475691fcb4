import { evaluate } from '../../evaluator';
import { parseFields } from '../../fields';
import { golden, hostile, place, printContribution } from '../__fixtures__';
import { lambdaAccess, lambdaBuilder } from './lambda';

const build = (...functions: object[]) =>
  lambdaBuilder.build(
    parseFields(lambdaAccess, { service: 'lambda', functions }),
    place,
  );

const vpc = { subnets: ['subnet-0123abcd'], securityGroups: ['sg-0123abcd'] };
const publish = {
  Effect: 'Allow',
  Action: 'sns:Publish',
  Resource: 'arn:aws:sns:us-east-2:490262564977:resized',
};

describe('access to Lambda', () => {
  it('is written as the golden file has it', () => {
    const printed = printContribution(
      build(
        { name: 'resize', execution: { vpc, statements: [publish] } },
        { name: 'price', qualifiers: ['live', '7'], execution: {} },
      ),
    );
    expect(printed).toBe(golden('lambda', printed));
  });

  it('calls a function as it was deployed last', () => {
    const contribution = build({ name: 'resize' });
    expect(contribution.statements).toEqual([
      {
        Sid: 'LambdaInvoke',
        Effect: 'Allow',
        Action: ['lambda:InvokeFunction'],
        Resource: ['arn:aws:lambda:us-east-2:490262564977:function:resize'],
      },
    ]);
    expect(contribution.executionRoles).toEqual([]);
  });

  it('calls only the versions and aliases that are named', () => {
    const { statements } = build({ name: 'price', qualifiers: ['live', '7'] });
    expect(statements[0].Resource).toEqual([
      'arn:aws:lambda:us-east-2:490262564977:function:price:live',
      'arn:aws:lambda:us-east-2:490262564977:function:price:7',
    ]);
  });

  it.each(hostile)('is refused for the name %s', (_, name) => {
    expect(() => build({ name })).toThrow(/^functions\[0\]\.name: use/);
    expect(() => build({ name: 'resize', qualifiers: [name] })).toThrow(
      /^functions\[0\]\.qualifiers\[0\]: use/,
    );
    expect(() =>
      build({
        name: 'resize',
        execution: { vpc: { subnets: [name], securityGroups: [name] } },
      }),
    ).toThrow(/subnets\[0\]: use .*\n.*securityGroups\[0\]: use/);
  });

  it('is refused for a function that is listed twice', () => {
    expect(() => build({ name: 'resize' }, { name: 'resize' })).toThrow(
      'functions: list each function only once',
    );
  });
});

describe('the role a function runs with', () => {
  function roleOf(execution: object) {
    const { executionRoles = [] } = build({ name: 'resize', execution });
    expect(executionRoles).toHaveLength(1);
    return executionRoles[0];
  }

  it('is for Lambda and this function only', () => {
    const { arn, trustPolicy } = roleOf({});
    expect(arn).toBe(
      'arn:aws:iam::490262564977:role/cats--orders.cli.lambda.resize',
    );
    expect(trustPolicy.Statement[0]).toMatchObject({
      Principal: { Service: ['lambda.amazonaws.com'] },
      Condition: {
        StringEquals: { 'aws:SourceAccount': ['490262564977'] },
        ArnEquals: {
          'aws:SourceArn': [
            'arn:aws:lambda:us-east-2:490262564977:function:resize',
          ],
        },
      },
    });
  });

  it('writes to its own log group, which it cannot make', () => {
    expect(roleOf({}).policies[0].document.Statement).toEqual([
      {
        Sid: 'LambdaWriteLogs',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: [
          'arn:aws:logs:us-east-2:490262564977:log-group:/aws/lambda/resize:log-stream:*',
        ],
      },
    ]);
    expect(build({ name: 'resize', execution: {} }).notes).toEqual([
      expect.stringContaining('/aws/lambda/resize'),
    ]);
  });

  it('does what its own statements say', () => {
    const [, own] = roleOf({ statements: [publish] }).policies[0].document
      .Statement;
    expect(own).toEqual({
      Sid: 'LambdaOwn1',
      Effect: 'Allow',
      Action: ['sns:Publish'],
      Resource: ['arn:aws:sns:us-east-2:490262564977:resized'],
    });
  });

  it.each([
    ['of Lambda itself', {}, 'allowed'],
    [
      "of the function's code",
      {
        'lambda:SourceFunctionArn':
          'arn:aws:lambda:us-east-2:490262564977:function:resize',
      },
      'explicitly-denied',
    ],
  ])('answers a call for a network interface %s', (_, context, decision) => {
    const verdict = evaluate(
      {
        principal:
          'arn:aws:sts::490262564977:assumed-role/cats--orders.cli.lambda.resize/resize',
        action: 'ec2:CreateNetworkInterface',
        resource: 'arn:aws:ec2:us-east-2:490262564977:subnet/subnet-0123abcd',
        context,
      },
      { identity: roleOf({ vpc }).policies },
    );
    expect(verdict.decision).toBe(decision);
  });

  it('is refused for own statements that hand out permissions', () => {
    expect(() =>
      build({
        name: 'resize',
        execution: {
          statements: [{ ...publish, Action: 'iam:PassRole' }],
        },
      }),
    ).toThrow(
      'functions[0].execution.statements.Statement[0]: iam:PassRole: hands out permissions',
    );
  });
});
