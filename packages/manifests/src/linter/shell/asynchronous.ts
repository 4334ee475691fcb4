import { type AwsCommand, optionOf } from './commands';
import type { Remark } from '../source';

/** Operations that only start something, and the call that tells how it stands. */
interface Asynchronous {
  service: string;
  start: string[];
  /** Operation that asks. */
  poll: string;
  /** What AWS calls the started work in its answer; none where the caller names it. */
  id?: string;
  /** Options of the question, about the work whose id is in the variable. */
  question: (command: AwsCommand, variable: string) => string;
  /** Where the state stands in the answer. */
  state: string;
  done: string;
  /** States in which it goes on. */
  running: string;
  source: string;
}

const ASYNCHRONOUS: readonly Asynchronous[] = [
  {
    service: 'glue',
    start: ['start-job-run'],
    poll: 'get-job-run',
    id: 'JobRunId',
    question: (command, variable) =>
      `--job-name ${
        optionOf(command, 'job-name') ?? '"<job-name>"'
      } --run-id "$${variable}"`,
    state: 'JobRun.JobRunState',
    done: 'SUCCEEDED',
    running: 'STARTING | RUNNING | STOPPING | WAITING',
    source:
      'https://docs.aws.amazon.com/glue/latest/webapi/API_StartJobRun.html',
  },
  {
    service: 'redshift-data',
    start: ['execute-statement', 'batch-execute-statement'],
    poll: 'describe-statement',
    id: 'Id',
    question: (_, variable) => `--id "$${variable}"`,
    state: 'Status',
    done: 'FINISHED',
    running: 'SUBMITTED | PICKED | STARTED',
    source:
      'https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html',
  },
  {
    service: 'athena',
    start: ['start-query-execution'],
    poll: 'get-query-execution',
    id: 'QueryExecutionId',
    question: (_, variable) => `--query-execution-id "$${variable}"`,
    state: 'QueryExecution.Status.State',
    done: 'SUCCEEDED',
    running: 'QUEUED | RUNNING',
    source:
      'https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html',
  },
  {
    service: 'stepfunctions',
    start: ['start-execution'],
    poll: 'describe-execution',
    id: 'executionArn',
    question: (_, variable) => `--execution-arn "$${variable}"`,
    state: 'status',
    done: 'SUCCEEDED',
    running: 'RUNNING | PENDING_REDRIVE',
    source:
      'https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html',
  },
  {
    service: 'sagemaker',
    start: ['create-training-job'],
    poll: 'describe-training-job',
    question: command =>
      `--training-job-name ${
        optionOf(command, 'training-job-name') ?? '"<training-job-name>"'
      }`,
    state: 'TrainingJobStatus',
    done: 'Completed',
    running: 'InProgress | Stopping',
    source:
      'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeTrainingJob.html',
  },
];

/** Calls that only start something, and nobody asks how it ended. */
export function findUnawaited(text: string, commands: AwsCommand[]): Remark[] {
  const asked = new Set(
    commands.map(({ service, operation }) => `${service} ${operation}`),
  );
  return commands.flatMap(command => {
    const known = ASYNCHRONOUS.find(
      ({ service, start }) =>
        service === command.service && start.includes(command.operation),
    );
    if (
      !known ||
      asked.has(`${known.service} ${known.poll}`) ||
      asked.has(`${known.service} wait`)
    ) {
      return [];
    }
    return [
      {
        rule: 'asynchronous-call-not-awaited',
        severity: 'error',
        range: command,
        message: `"aws ${command.service} ${command.operation}" only starts the work and answers at once. Whoever does not ask with ${known.poll} reports success for what may fail later.`,
        correction: awaited(text, command, known),
        source: known.source,
      },
    ];
  });
}

/** The call, and a loop that asks until it has ended. Every state that is not known to go on is a failure. */
function awaited(text: string, command: AwsCommand, known: Asynchronous) {
  const { service, poll, id, question, state, done, running } = known;
  const { start, end, variable } = assignmentOf(text, command);
  const query = command.options.has('query')
    ? ''
    : ` --query ${id} --output text`;
  const call = id
    ? `${variable}=$(${command.text}${query}) || exit 1`
    : `${command.text} || exit 1`;
  const ask = `aws ${service} ${poll} ${question(
    command,
    variable,
  )} --query ${state} --output text`;
  return {
    start,
    end,
    text: `${call}
while :; do
  state=$(${ask}) || exit 1
  case $state in
    ${done}) break ;;
    ${running}) sleep 10 ;;
    *) echo "ended as $state" >&2; exit 1 ;;
  esac
done`,
  };
}

/** `run=$(aws …)` as a whole, where the call stands in one. */
function assignmentOf(text: string, { start, end }: AwsCommand) {
  const before = /([A-Za-z_]\w*)=("?)\$\($/.exec(
    text.slice(Math.max(0, start - 200), start),
  );
  const after = `)${before?.[2] ?? ''}`;
  return before && text.startsWith(after, end)
    ? {
        start: start - before[0].length,
        end: end + after.length,
        variable: before[1],
      }
    : { start, end, variable: 'id' };
}
