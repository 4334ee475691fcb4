import { type AwsCommand, findAwsCommands } from './commands';
import { findUnawaited } from './asynchronous';
import { findSwallowedFailures } from './swallowedFailures';
import type { Remark } from '../source';

/** Options that carry bytes, by call. */
const RAW_PAYLOADS: ReadonlyMap<string, string> = new Map([
  ['lambda invoke', 'payload'],
  ['sagemaker-runtime invoke-endpoint', 'body'],
]);

/** What is wrong with a shell text that calls AWS. */
export function remarkOnAwsCalls(text: string): Remark[] {
  const commands = findAwsCommands(text);
  return [
    ...findSwallowedFailures(text),
    ...findUnawaited(text, commands),
    ...commands.flatMap(command => [
      ...findMissingDatabaseUser(command),
      ...findRawPayload(command),
      ...findUnseenFunctionError(command),
      ...findListedByPrefix(command),
    ]),
  ];
}

function findMissingDatabaseUser(command: AwsCommand): Remark[] {
  const isProvisioned =
    command.service === 'redshift-data' &&
    ['execute-statement', 'batch-execute-statement'].includes(
      command.operation,
    ) &&
    command.options.has('cluster-identifier');
  if (
    !isProvisioned ||
    command.options.has('db-user') ||
    command.options.has('secret-arn')
  ) {
    return [];
  }
  return [
    {
      rule: 'redshift-without-database-user',
      severity: 'error',
      range: command,
      message:
        'A provisioned cluster needs --db-user (with redshift:GetClusterCredentials) or --secret-arn. With neither, the call runs as the IAM identity, for which other permissions (redshift:GetClusterCredentialsWithIAM) are needed.',
      correction: withOption(command, '--db-user "<db-user>"'),
      source:
        'https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html#data-api-calling-considerations-authentication',
    },
  ];
}

function findRawPayload(command: AwsCommand): Remark[] {
  const option = RAW_PAYLOADS.get(`${command.service} ${command.operation}`);
  if (
    !option ||
    !command.options.has(option) ||
    command.options.has('cli-binary-format')
  ) {
    return [];
  }
  return [
    {
      rule: 'payload-read-as-base64',
      severity: 'error',
      range: command,
      message: `Version 2 of the AWS CLI reads --${option} as base64 unless told otherwise, so a JSON text is refused or arrives as other bytes.`,
      correction: withOption(command, '--cli-binary-format raw-in-base64-out'),
      source:
        'https://docs.aws.amazon.com/cli/latest/userguide/cliv2-migration-changes.html#cliv2-migration-binaryparam',
    },
  ];
}

function findUnseenFunctionError(command: AwsCommand): Remark[] {
  const goesToNowhere = /\s\/dev\/null\s*$/.test(command.text);
  if (
    `${command.service} ${command.operation}` !== 'lambda invoke' ||
    !goesToNowhere
  ) {
    return [];
  }
  return [
    {
      rule: 'function-error-unseen',
      severity: 'error',
      range: command,
      message:
        'A function that throws still answers with status 200: the failure stands in FunctionError and in the answer, which goes to /dev/null here.',
      correction: {
        start: command.start,
        end: command.end,
        text: `error=$(${command.text.replace(
          /\/dev\/null\s*$/,
          '/tmp/answer.json',
        )} --query FunctionError --output text)
test "$error" = None || { cat /tmp/answer.json >&2; exit 1; }`,
      },
      source:
        'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_ResponseElements',
    },
  ];
}

/** `Key=name,Values=cats/test` is a prefix: it finds `cats/test-dev/…` too. */
function findListedByPrefix(command: AwsCommand): Remark[] {
  const filter = command.text.match(
    /Key=name,Values=([^\s,"']*[^/\s,"'])(?=$|[\s,"'])/,
  );
  if (
    `${command.service} ${command.operation}` !==
      'secretsmanager list-secrets' ||
    filter?.index === undefined
  ) {
    return [];
  }
  const end = command.start + filter.index + filter[0].length;
  return [
    {
      rule: 'secrets-listed-by-open-prefix',
      severity: 'warning',
      range: { start: command.start + filter.index, end },
      message:
        'The name filter is a prefix: without a slash at its end it also lists the secrets of every namespace whose name begins the same way.',
      correction: { start: end, end, text: '/' },
      source:
        'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html',
    },
  ];
}

function withOption(
  { start, end, service, operation, text }: AwsCommand,
  option: string,
) {
  const head = new RegExp(`${service}\\s+${operation}`);
  return {
    start,
    end,
    text: text.replace(head, match => `${match} ${option}`),
  };
}
