import { spawnSync } from 'child_process';
import { parseFields } from '@cluster-self-service/iam-policy';
import { hostileTexts } from '../__testUtils__/hostile';
import { calls } from './__fixtures__/calls';
import { type Answer, runCall } from './__testUtils__/runCall';
import { awsCall, serviceCall } from './calls';

// A busy machine starts many processes, or goes through many texts, slowly.
jest.setTimeout(60_000);

const services = calls.map(call => ({
  call: awsCall(parseFields(serviceCall, call)),
  service: call.service,
}));

const callOf = (service: string, index = 0) =>
  services.filter(one => one.service === service)[index].call;

/** Calls that AWS takes on and works on later. */
const asynchronous = [
  {
    service: 'athena',
    start: 'athena.start-query-execution',
    state: 'athena.get-query-execution',
    waiting: ['QUEUED', 'RUNNING'],
    done: 'SUCCEEDED',
    failed: ['FAILED', 'CANCELLED'],
  },
  {
    service: 'glue',
    start: 'glue.start-job-run',
    state: 'glue.get-job-run',
    waiting: ['WAITING', 'STARTING', 'RUNNING', 'STOPPING'],
    done: 'SUCCEEDED',
    failed: ['FAILED', 'TIMEOUT', 'STOPPED', 'ERROR', 'EXPIRED'],
  },
  {
    service: 'redshift',
    start: 'redshift-data.execute-statement',
    state: 'redshift-data.describe-statement',
    waiting: ['SUBMITTED', 'PICKED', 'STARTED'],
    done: 'FINISHED',
    failed: ['FAILED', 'ABORTED'],
  },
  {
    service: 'sagemaker-training',
    start: 'sagemaker.create-training-job',
    state: 'sagemaker.describe-training-job',
    waiting: ['InProgress', 'Stopping'],
    done: 'Completed',
    failed: ['Failed', 'Stopped'],
  },
  {
    service: 'stepfunctions',
    start: 'stepfunctions.start-execution',
    state: 'stepfunctions.describe-execution',
    waiting: ['RUNNING', 'PENDING_REDRIVE'],
    done: 'SUCCEEDED',
    failed: ['FAILED', 'TIMED_OUT', 'ABORTED'],
  },
];

const states = (words: string[]): Answer[] =>
  words.map(output => ({ output: `${output}\n` }));

describe.each(asynchronous)(
  'a call of $service',
  ({ service, start, state, waiting, done, failed }) => {
    const call = callOf(service);
    const started = [{ output: 'the-id\n' }];

    it('waits for the end', () => {
      const run = runCall(call, {
        [start]: started,
        [state]: states([...waiting, done]),
      });
      expect(run).toMatchObject({
        status: 0,
        waits: waiting.length,
        stdout: '',
      });
    });

    it.each(failed)('fails when it ends as %s, and says why', word => {
      const run = runCall(call, {
        [start]: started,
        [state]: [...states([waiting[0], word]), { output: 'the reason\n' }],
      });
      expect(run.status).toBe(1);
      expect(run.stderr).toContain(`the reason\nended as ${word}\n`);
    });

    it('fails when it cannot be started', () => {
      const run = runCall(call, { [start]: [{ code: 254 }] });
      expect(run).toMatchObject({ status: 254, waits: 0 });
    });

    it('fails when it does not end in time', () => {
      const run = runCall(call, { [start]: started, [state]: states(waiting) });
      expect(run).toMatchObject({ status: 1, waits: 4 });
      expect(run.stderr).toContain('not done after 60 seconds');
    });

    it('fails at a state it does not know', () => {
      for (const word of ['', '*', 'RUNNING SUCCEEDED']) {
        const run = runCall(call, {
          [start]: started,
          [state]: states([word]),
        });
        expect(run.status).toBe(1);
      }
    });

    it('bears with a question that is not answered, but not for ever', () => {
      const silent = { code: 255 };
      const short = {
        [start]: started,
        [state]: [silent, silent, ...states([done])],
      };
      expect(runCall(call, short).status).toBe(0);
      const patchy = {
        [start]: started,
        [state]: [
          ...[silent, silent, silent, silent],
          ...states([waiting[0]]),
          ...[silent, silent, silent, silent],
          ...states([done]),
        ],
      };
      expect(runCall(call, patchy, { WAIT_SECONDS: '600' }).status).toBe(0);
      const long = runCall(
        call,
        { [start]: started, [state]: [silent] },
        { WAIT_SECONDS: '600' },
      );
      expect(long).toMatchObject({ status: 1, waits: 4 });
      expect(long.stderr).toContain('no answer five times');
    });
  },
);

describe.each(asynchronous.filter(one => one.service !== 'sagemaker-training'))(
  'a call of $service that AWS gave no id',
  ({ service, start }) => {
    it('fails', () => {
      for (const output of ['', 'None\n']) {
        const run = runCall(callOf(service), { [start]: [{ output }] });
        expect(run.status).toBe(1);
        expect(run.stderr).toContain('no id');
      }
    });
  },
);

describe('a call of SageMaker training', () => {
  it('has a name of its own each time', () => {
    const run = runCall(callOf('sagemaker-training'), {
      'sagemaker.create-training-job': [{}],
      'sagemaker.describe-training-job': states(['Completed']),
    });
    expect(run.calls[0][3]).toMatch(/^churn-\d{14}$/);
    expect(run.calls[1]).toContain(run.calls[0][3]);
  });
});

describe('a call of Lambda', () => {
  const call = callOf('lambda');
  const invoke = (answer: Answer, env?: Record<string, string>) =>
    runCall(call, { 'lambda.invoke': [answer] }, env);

  it('is done when the function answered', () => {
    const run = invoke({ output: '200:null\n', response: '{"secret": 1}' });
    expect(run).toMatchObject({
      status: 0,
      stdout: '',
      stderr: 'answer of 13 bytes\n',
    });
    expect(run.calls).toEqual([
      [
        'lambda',
        'invoke',
        '--function-name',
        'resize',
        '--payload',
        'fileb://CALL_DIR/payload.json',
        '--cli-read-timeout',
        '60',
        '--query',
        "join(':', [to_string(StatusCode), to_string(FunctionError)])",
        '--output',
        'text',
        'HOME/response',
      ],
    ]);
  });

  it.each(['200:Unhandled', '200:Handled', '202:null', '', 'None'])(
    'fails with the answer %j, and shows the error',
    output => {
      const run = invoke({ output, response: '{"errorMessage": "boom"}' });
      expect(run).toMatchObject({ status: 1, stdout: '' });
      expect(run.stderr).toContain('boom');
    },
  );

  it('fails when it is refused', () => {
    expect(invoke({ code: 254 }).status).toBe(254);
  });

  it('is of the alias that was asked for', () => {
    const run = invoke(
      { output: '200:null\n', response: '1' },
      { QUALIFIER: 'live' },
    );
    expect(run.calls[0].slice(2, 6)).toEqual([
      '--function-name',
      'resize',
      '--qualifier',
      'live',
    ]);
  });

  it('prints the answer only when that was asked for', () => {
    const run = invoke(
      { output: '200:null\n', response: '{"a": 1}' },
      { PRINT_RESPONSE: 'true' },
    );
    expect(run).toMatchObject({ status: 0, stdout: '{"a": 1}\n' });
  });
});

describe.each<{
  service: string;
  index?: number;
  command: string;
  answer: Answer;
}>([
  {
    service: 'aurora',
    command: 'rds-data.execute-statement',
    answer: { output: '{}' },
  },
  { service: 'dynamodb', command: 'dynamodb.put-item', answer: {} },
  {
    service: 'dynamodb',
    index: 1,
    command: 'dynamodb.get-item',
    answer: { output: '{"id": {"S": "a"}}' },
  },
  { service: 's3', command: 's3.cp', answer: {} },
  { service: 's3', index: 1, command: 's3.cp', answer: {} },
  { service: 's3', index: 2, command: 's3.sync', answer: {} },
  {
    service: 'sagemaker-endpoint',
    command: 'sagemaker-runtime.invoke-endpoint',
    answer: { response: '{"score": 1}' },
  },
  {
    service: 'secretsmanager',
    command: 'secretsmanager.get-secret-value',
    answer: { output: 'hunter2\n' },
  },
  {
    service: 'sqs',
    command: 'sqs.send-message',
    answer: { output: 'the-id\n' },
  },
])('a call of $service by $command', ({ service, index, command, answer }) => {
  const call = callOf(service, index);

  it('is done when AWS took it, and prints nothing of the answer', () => {
    const run = runCall(call, { [command]: [answer] });
    expect(run).toMatchObject({ status: 0, stdout: '' });
    expect(run.calls).toHaveLength(1);
    expect(run.stderr).not.toMatch(/hunter2|score|"S"/);
  });

  it('fails when AWS refuses it', () => {
    expect(
      runCall(call, { [command]: [{ ...answer, code: 254 }] }).status,
    ).toBe(254);
  });
});

describe('a call of DynamoDB for an item', () => {
  it('fails when there is none', () => {
    for (const output of ['null\n', '']) {
      const run = runCall(callOf('dynamodb', 1), {
        'dynamodb.get-item': [{ output }],
      });
      expect(run).toMatchObject({
        status: 1,
        stderr: 'no such item in orders\n',
      });
    }
  });
});

describe('a call of Secrets Manager', () => {
  it('never prints the secret, not even when answers are printed', () => {
    const run = runCall(
      callOf('secretsmanager'),
      { 'secretsmanager.get-secret-value': [{ output: 'hunter2\n' }] },
      { PRINT_RESPONSE: 'true' },
    );
    expect(run.status).toBe(0);
    expect(run.stdout + run.stderr).not.toContain('hunter2');
  });
});

describe('a call of Redshift whose rows are wanted', () => {
  it('prints them', () => {
    const run = runCall(
      callOf('redshift'),
      {
        'redshift-data.execute-statement': [{ output: 'the-id\n' }],
        'redshift-data.describe-statement': states(['FINISHED', 'True']),
        'redshift-data.get-statement-result': [{ output: '{"Records": []}' }],
      },
      { PRINT_RESPONSE: 'true' },
    );
    expect(run).toMatchObject({ status: 0, stdout: '{"Records": []}' });
  });
});

describe('a call of a database with IAM authentication', () => {
  const token = { 'rds.generate-db-auth-token': [{ output: 'token\n' }] };

  it('hands the statements over as one argument that begins with a blank', () => {
    const run = runCall(callOf('rds'), { ...token, psql: [{ output: '1' }] });
    expect(run).toMatchObject({ status: 0, stdout: '' });
    expect(run.calls[1]).toEqual([
      '--no-psqlrc',
      '--no-password',
      '--quiet',
      '--set',
      'ON_ERROR_STOP=1',
      '--command',
      ' SELECT 1;',
    ]);
    expect(run.calls.flat()).not.toContain('token');
  });

  it('fails when the statement fails, or there is no token', () => {
    expect(
      runCall(callOf('rds'), { ...token, psql: [{ code: 1 }] }).status,
    ).toBe(1);
    expect(
      runCall(callOf('rds'), { 'rds.generate-db-auth-token': [{ code: 253 }] })
        .status,
    ).toBe(253);
  });
});

describe('a hostile text in an environment variable', () => {
  it('is one word of a call, as it is', () => {
    const texts = hostileTexts.filter(
      text => !text.includes('\0') && text.length < 1_000,
    );
    const [first, ...more] = texts;
    for (const text of [
      first,
      ...more.filter((_, index) => index % 5 === 0),
      '$(id)',
      '`id`',
      '"; id; "',
      '-n',
      '*',
    ]) {
      const { env } = callOf('s3');
      const run = runCall(
        { ...callOf('s3'), env: { ...env, SOURCE: text } },
        { 's3.cp': [{}] },
      );
      expect(run.calls).toEqual([
        [
          's3',
          'cp',
          text,
          's3://b-bucket/x',
          '--only-show-errors',
          '--copy-props',
          'metadata-directive',
        ],
      ]);
    }
  });

  it('leaves tags alone, which need more permissions, where the CLI would copy them', () => {
    const words = (version: string) =>
      runCall(callOf('s3'), { 's3.cp': [{}] }, { CLI_VERSION: version })
        .calls[0];
    expect(words('2.0.0 Python/3.11')).toContain('--copy-props');
    expect(words('1.32.0 Python/3.11')).not.toContain('--copy-props');
  });
});

describe.each(services)('the script of $service', ({ call }) => {
  it('is read by a POSIX shell', () => {
    expect(
      spawnSync('sh', ['-n'], { input: call.script, encoding: 'utf8' }),
    ).toMatchObject({ status: 0, stderr: '' });
  });

  it('names no variable that is not set', () => {
    const names = [...call.script.matchAll(/\$([A-Z_]+)/g)].map(
      ([, name]) => name,
    );
    const known = [
      'CALL_DIR',
      'HOME',
      'POLL_SECONDS',
      'PRINT_RESPONSE',
      'WAIT_SECONDS',
    ];
    expect(
      names.filter(name => !known.includes(name) && !(name in call.env)),
    ).toEqual([]);
  });
});
