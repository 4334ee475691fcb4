import { parseFields } from '../../fields';
import { golden, hostile, place, printContribution } from '../__fixtures__';
import { exampleOf } from '../__fixtures__/examples';
import { sagemakerAccess, sagemakerBuilder } from './sagemaker';

const build = (input: object) =>
  sagemakerBuilder.build(
    parseFields(sagemakerAccess, { service: 'sagemaker', ...input }),
    place,
  );
const training = {
  jobs: ['forecast-*'],
  input: [{ bucket: 'training-data', prefix: 'forecast/' }],
  output: { bucket: 'models', prefix: 'forecast/' },
};

describe('access to SageMaker', () => {
  it('is written as the golden file has it', () => {
    const printed = printContribution(build(exampleOf('sagemaker')));
    expect(printed).toBe(golden('sagemaker', printed));
  });

  it('invokes exactly the named endpoint, and makes no role for it', () => {
    const { statements, executionRoles } = build({ endpoints: ['forecast'] });
    expect(statements).toEqual([
      {
        Sid: 'SagemakerInvoke',
        Effect: 'Allow',
        Action: ['sagemaker:InvokeEndpoint', 'sagemaker:DescribeEndpoint'],
        Resource: [
          'arn:aws:sagemaker:us-east-2:490262564977:endpoint/forecast',
        ],
      },
    ]);
    expect(executionRoles).toEqual([]);
  });

  it('hands the execution role to SageMaker and to no other service', () => {
    const { statements, executionRoles = [] } = build({ training });
    expect(statements.find(({ Sid }) => Sid === 'SagemakerPassRole')).toEqual({
      Sid: 'SagemakerPassRole',
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: executionRoles.map(({ arn }) => arn),
      Condition: {
        StringEquals: { 'iam:PassedToService': ['sagemaker.amazonaws.com'] },
      },
    });
  });

  it('lets the execution role log to the streams of its own jobs only', () => {
    const [role] =
      build({
        training: { ...training, jobs: ['forecast-*', 'nightly'] },
      }).executionRoles ?? [];
    const streams = role.policies[0].document.Statement.find(
      ({ Sid }) => Sid === 'SagemakerLogStreams',
    );
    const group =
      'arn:aws:logs:us-east-2:490262564977:log-group:/aws/sagemaker/TrainingJobs';
    expect(streams?.Resource).toEqual([
      `${group}:log-stream:forecast-*`,
      `${group}:log-stream:nightly/*`,
    ]);
  });

  it('is refused without an endpoint and without training', () => {
    expect(() => build({})).toThrow(/^endpoints: name an endpoint/);
  });

  it.each(['*', 'fore*cast', '**', '-forecast'])(
    'is refused for the job %j',
    job => {
      expect(() => build({ training: { ...training, jobs: [job] } })).toThrow(
        /^training\.jobs\[0\]: use/,
      );
    },
  );

  it.each(hostile)('is refused for the name %s', (_, name) => {
    expect(() => build({ endpoints: [name] })).toThrow(/^endpoints\[0\]: use/);
    expect(() =>
      build({ training: { ...training, repositories: [name] } }),
    ).toThrow(/^training\.repositories\[0\]: use/);
  });
});
