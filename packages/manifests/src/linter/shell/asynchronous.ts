import { type AwsCommand } from './commands';
import { type Remark } from '../source';

/** Operations that only start something, the call that tells how it stands, and what it is to be asked for. */
const ASYNCHRONOUS: ReadonlyArray<{
  service: string;
  start: string[];
  poll: string;
  poller: string;
  source: string;
}> = [
  {
    service: 'glue',
    start: ['start-job-run'],
    poll: 'get-job-run',
    poller: `until_done() {
  while :; do
    state=$(aws glue get-job-run --job-name "$GLUE_JOB_NAME" --run-id "$1" --query JobRun.JobRunState --output text)
    case "$state" in
      SUCCEEDED) return 0 ;;
      FAILED | ERROR | STOPPED | TIMEOUT) echo "glue job ended as $state" >&2; return 1 ;;
    esac
    sleep 15
  done
}
run_id=$({{command}} --query JobRunId --output text)
until_done "$run_id"`,
    source:
      'https://docs.aws.amazon.com/glue/latest/webapi/API_StartJobRun.html',
  },
  {
    service: 'redshift-data',
    start: ['execute-statement', 'batch-execute-statement'],
    poll: 'describe-statement',
    poller: `statement_id=$({{command}} --query Id --output text)
while :; do
  status=$(aws redshift-data describe-statement --id "$statement_id" --query Status --output text)
  case "$status" in
    FINISHED) break ;;
    FAILED | ABORTED) echo "statement ended as $status" >&2; exit 1 ;;
  esac
  sleep 5
done`,
    source:
      'https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html',
  },
  {
    service: 'athena',
    start: ['start-query-execution'],
    poll: 'get-query-execution',
    poller: `query_id=$({{command}} --query QueryExecutionId --output text)
while :; do
  state=$(aws athena get-query-execution --query-execution-id "$query_id" --query QueryExecution.Status.State --output text)
  case "$state" in
    SUCCEEDED) break ;;
    FAILED | CANCELLED) echo "query ended as $state" >&2; exit 1 ;;
  esac
  sleep 5
done`,
    source:
      'https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html',
  },
  {
    service: 'stepfunctions',
    start: ['start-execution'],
    poll: 'describe-execution',
    poller: `execution=$({{command}} --query executionArn --output text)
while :; do
  status=$(aws stepfunctions describe-execution --execution-arn "$execution" --query status --output text)
  case "$status" in
    SUCCEEDED) break ;;
    FAILED | TIMED_OUT | ABORTED) echo "execution ended as $status" >&2; exit 1 ;;
  esac
  sleep 10
done`,
    source:
      'https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html',
  },
  {
    service: 'sagemaker',
    start: ['create-training-job'],
    poll: 'describe-training-job',
    poller: `{{command}}
aws sagemaker wait training-job-completed-or-stopped --training-job-name "$TRAINING_JOB_NAME"
test "$(aws sagemaker describe-training-job --training-job-name "$TRAINING_JOB_NAME" --query TrainingJobStatus --output text)" = Completed`,
    source:
      'https://docs.aws.amazon.com/cli/latest/reference/sagemaker/wait/training-job-completed-or-stopped.html',
  },
];

/** Calls that only start something, and nobody asks how it ended. */
export function findUnawaited(commands: AwsCommand[]): Remark[] {
  return commands.flatMap(command => {
    const known = ASYNCHRONOUS.find(
      ({ service, start }) =>
        service === command.service && start.includes(command.operation),
    );
    const isAwaited = commands.some(
      ({ service, operation }) =>
        service === command.service &&
        (operation === known?.poll || operation === 'wait'),
    );
    if (!known || isAwaited) {
      return [];
    }
    return [
      {
        rule: 'asynchronous-call-not-awaited',
        severity: 'error',
        range: command,
        message: `"aws ${command.service} ${command.operation}" only starts the work and answers at once. Whoever does not ask with ${known.poll} reports success for what may fail later.`,
        correction: {
          start: command.start,
          end: command.end,
          text: known.poller.replace('{{command}}', () => command.text),
        },
        source: known.source,
      },
    ];
  });
}
