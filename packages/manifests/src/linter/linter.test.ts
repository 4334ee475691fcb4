import type { Finding } from '@cluster-self-service/iam-policy';
import { spawnSync } from 'node:child_process';
import { parse, parseAllDocuments } from 'yaml';
import { lintManifests } from './lintManifests';
import { readManifests } from './manifest';
import { lintShell } from './shell';

const rules = (findings: Finding[]) => findings.map(({ rule }) => rule);

const corrected = (text: string, { correction }: Finding) =>
  text.slice(0, correction.start) +
  correction.text +
  text.slice(correction.end);

const deployment = `# A trigger
apiVersion: batch/v1
kind: Deployment
metadata:
  name: caller
spec:
  replicas: 1
  selector:
    matchLabels:
      app: caller
  template:
    metadata:
      labels:
        app: caller
    spec:
      serviceAccountName: caller
      containers:
        - name: trigger # calls once
          image: aws:2
          args: ["aws sts get-caller-identity"]
`;

describe('a kind under the wrong API', () => {
  it('is sent to where it lives', () => {
    const [finding] = lintManifests(deployment);
    expect(finding).toMatchObject({
      rule: 'wrong-api-version',
      severity: 'error',
      place: { line: 2, column: 13, path: ['apiVersion'] },
    });
    expect(corrected(deployment, finding)).toContain('apiVersion: apps/v1\n');
    expect(rules(lintManifests(corrected(deployment, finding)))).not.toContain(
      'wrong-api-version',
    );
  });
});

describe('a command that ends, in a Deployment', () => {
  const loops = deployment.replace('batch/v1', 'apps/v1');

  it('becomes a Job, with its comments', () => {
    const findings = lintManifests(loops);
    expect(rules(findings)).toEqual(['one-shot-command-in-deployment']);
    const job = corrected(loops, findings[0]);
    expect(job).toContain('kind: Job');
    expect(job).toContain('# calls once');
    expect(job).toContain('restartPolicy: Never');
    expect(job).not.toContain('replicas');
    expect(lintManifests(job)).toEqual([]);
  });

  it('is left alone when it keeps running', () => {
    const polls = loops.replace(
      'aws sts get-caller-identity',
      'while :; do aws sts get-caller-identity; sleep 60; done',
    );
    expect(lintManifests(polls)).toEqual([]);
  });
});

describe('a pod that calls AWS', () => {
  const job = (pod: string) => `apiVersion: batch/v1
kind: Job
metadata: {name: call}
spec:
  template:
    spec:
      ${pod}containers:
      - name: call
        env: [{name: AWS_PROFILE, value: external}]
`;

  it('needs a service account', () => {
    const [finding, ...others] = lintManifests(job(''));
    expect(others).toEqual([]);
    expect(finding.rule).toBe('missing-service-account');
    expect(lintManifests(corrected(job(''), finding))).toEqual([]);
  });

  it('has nothing to say of one that has it', () => {
    expect(lintManifests(job('serviceAccountName: x\n      '))).toEqual([]);
  });
});

describe('an ExternalSecret', () => {
  const secret = (key: string) => `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: db, namespace: cluwe-qa}
spec:
  data:
  - secretKey: password
    remoteRef: {key: ${key}}
`;

  it('reads its own namespace', () => {
    const text = secret('cluwe-dev/rds/secret');
    const [finding] = lintManifests(text);
    expect(finding.rule).toBe('secret-outside-namespace');
    expect(corrected(text, finding)).toContain('cats/cluwe-qa/rds/secret');
    expect(lintManifests(corrected(text, finding))).toEqual([]);
  });

  it('does not reach a namespace whose name begins the same way', () => {
    expect(rules(lintManifests(secret('cats/cluwe-qa-2/rds')))).toEqual([
      'secret-outside-namespace',
    ]);
  });

  it('may name a secret of its store without a path', () => {
    expect(lintManifests(secret('rds'))).toEqual([]);
  });
});

describe('names', () => {
  it('are not given twice in one namespace', () => {
    const config =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: aws-config}\n';
    const text = `${config}---\n${config}`;
    const [finding, ...others] = lintManifests(text);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'colliding-name',
      place: { line: 7 },
    });
    expect(lintManifests(corrected(text, finding))).toEqual([]);
  });

  it('are not given again beside another file', () => {
    const config =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: aws-config}\n';
    expect(rules(lintManifests(config, { others: [config] }))).toEqual([
      'colliding-name',
    ]);
    expect(
      lintManifests(config, { others: [config.replace('aws', 'other')] }),
    ).toEqual([]);
  });

  it('speak of the service that is called', () => {
    const text = `apiVersion: batch/v1
kind: Job
metadata: {name: lambda-trigger}
spec:
  template:
    spec:
      containers:
      - {name: call, args: [aws, sqs, list-queues], command: ["aws sqs list-queues"]}
`;
    const [finding, ...others] = lintManifests(text);
    expect(others).toEqual([]);
    expect(finding.rule).toBe('misleading-name');
    expect(corrected(text, finding)).toContain('{name: sqs-trigger}');
  });
});

describe('a script', () => {
  it.each([
    [
      'failure-swallowed',
      'aws sts get-caller-identity\nif [ $? -eq 0 ]; then\n  echo ok\nelse\n  echo failed\nfi\n',
    ],
    [
      'asynchronous-call-not-awaited',
      'aws glue start-job-run --job-name "$GLUE_JOB_NAME"\n',
    ],
    [
      'asynchronous-call-not-awaited',
      'aws redshift-data execute-statement --workgroup-name w --sql "select 1"\n',
    ],
    [
      'asynchronous-call-not-awaited',
      'aws athena start-query-execution --query-string "select 1"\n',
    ],
    [
      'asynchronous-call-not-awaited',
      'aws stepfunctions start-execution --state-machine-arn "$ARN"\n',
    ],
    [
      'asynchronous-call-not-awaited',
      'aws sagemaker create-training-job --cli-input-json "$JOB"\n',
    ],
    [
      'redshift-without-database-user',
      'aws redshift-data execute-statement --cluster-identifier c --sql s; aws redshift-data describe-statement --id i\n',
    ],
    [
      'payload-read-as-base64',
      "aws lambda invoke --function-name f \\\n  --payload '{}' \\\n  out.json\n",
    ],
    [
      'function-error-unseen',
      'aws lambda invoke --function-name f /dev/null\n',
    ],
    [
      'secrets-listed-by-open-prefix',
      'aws secretsmanager list-secrets --filters Key=name,Values=cats/test\n',
    ],
    [
      'vault-policy-reads-every-role',
      'vault policy write all - <<EOF\npath "aws/sts/userrole-*" {\n  capabilities = ["read"]\n}\nEOF\n',
    ],
    [
      'vault-static-root-keys',
      'vault write aws/config/root \\\n    access_key=<KEY> \\\n    secret_key=<SECRET> \\\n    region=us-west-2\n',
    ],
  ])('is told of %s, and is right when corrected', (rule, text) => {
    const [finding, ...others] = lintShell(text);
    expect(others).toEqual([]);
    expect(finding.rule).toBe(rule);
    expect(lintShell(corrected(text, finding))).toEqual([]);
  });

  it.each([
    'aws sts get-caller-identity || exit 1\n',
    'aws x y\nif [ $? -ne 0 ]; then echo failed; exit 1; fi\n',
    '# aws glue start-job-run --job-name x\n',
    'vault write aws/config/root region=us-west-2\n',
    'path "aws/sts/userrole-jay" {}\n',
  ])('is not told of anything in %j', text => {
    expect(lintShell(text)).toEqual([]);
  });
});

describe('an AWS config file', () => {
  const config = (second: string) => `apiVersion: v1
kind: ConfigMap
metadata: {name: aws-config}
data:
  aws-config: |
    [profile cats]
    role_arn = arn:aws:iam::111111111111:role/a
    web_identity_token_file = /token

    [profile other]
    role_arn = arn:aws:iam::222222222222:role/b
    ${second}source_profile = cats
`;

  it('shows its external id on the second hop', () => {
    const [finding, ...others] = lintManifests(config(''));
    expect(others).toEqual([]);
    expect(finding.rule).toBe('aws-config-without-external-id');
    expect(corrected(config(''), finding)).toBe(
      config('external_id = <external-id>\n    '),
    );
    expect(lintManifests(config('external_id = x\n    '))).toEqual([]);
  });

  it('is read in quotes, too', () => {
    const data = (text: string) =>
      `${JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'aws-config' },
        data: { 'aws-config': text },
      })}\n`;
    const profile = '[profile other]\nrole_arn = arn\n';
    const text = data(`${profile}source_profile = cats\n`);
    const [finding] = lintManifests(text);
    expect(finding.rule).toBe('aws-config-without-external-id');
    expect(corrected(text, finding)).toBe(
      data(`${profile}external_id = <external-id>\nsource_profile = cats\n`),
    );
  });
});

describe('a correction', () => {
  const shell = (script: string) =>
    spawnSync('sh', ['-s'], {
      input: `aws() { return 7; }\nsleep() { :; }\n${script}`,
      encoding: 'utf8',
    });

  /** Takes the first correction, and again, until nothing is left to correct. */
  const mended = (text: string, lint: (text: string) => Finding[]): string => {
    const [first] = lint(text);
    return first ? mended(corrected(text, first), lint) : text;
  };

  it.each([
    'if [ $? -eq 0 ]; then\n  echo ok\nelse\n  echo failed\nfi\n',
    'if [ $? -ne 0 ]; then\n  echo failed\nelse\n  echo ok\nfi\n',
    'if [ $? -eq 0 ]; then\n  echo ok\nfi\n',
    'if [ $? -ne 0 ]; then echo failed; fi\n',
    'if [ $? -eq 0 ]; then echo ok; fi\n',
    'if [ $? -eq 0 ]; then echo ok; else echo failed; fi\n',
    'if [ $? -ne 0 ]; then echo failed; else echo ok; fi\n',
    '  if test "$?" = 0\n  then\n    echo ok\n  else\n    echo failed\n  fi\necho end\n',
    'if [[ $? == 0 ]]; then\n  if true; then echo ok; fi\nelse\n  echo failed\nfi\n',
  ])('has the script fail when the call fails: %j', test => {
    const script = `aws x y\n${test}`;
    expect(shell(script).status).toBe(0);
    expect(shell(mended(script, lintShell)).status).not.toBe(0);
  });

  it.each([
    'aws glue start-job-run --job-name x && echo started\n',
    'run=$(aws glue start-job-run --job-name "x y" --query JobRunId --output text); echo $run\n',
    'run="$(aws stepfunctions start-execution --state-machine-arn "$ARN")"\n',
    'aws redshift-data execute-statement --workgroup-name w --sql "select 1; select 2"\n',
    "aws athena start-query-execution --query-string 'a;b' \\\n  --work-group w\n",
    'aws sagemaker create-training-job --training-job-name t --cli-input-json file://x\n',
    'aws lambda invoke --function-name f --payload \'{"a": "b;c"}\' /dev/null\n',
    'if ! aws lambda invoke --function-name f /dev/null; then exit 1; fi\n',
  ])('is shell that runs: %j', script => {
    const text = mended(script, lintShell);
    expect(text).not.toBe(script);
    const { status, stderr } = shell(text);
    expect(stderr).not.toMatch(/syntax|unexpected|unterminated/i);
    expect(status).not.toBe(0);
  });

  it('waits by the name of what was started, and by its id', () => {
    expect(
      mended('run=$(aws glue start-job-run --job-name "a b")\n', lintShell),
    ).toContain('get-job-run --job-name "a b" --run-id "$run" ');
  });

  const job = (words: string) => `apiVersion: batch/v1
kind: Job
metadata: {name: x}
spec:
  template:
    spec:
      serviceAccountName: x
      containers:
      - name: x
        command: ${words}
`;
  const script =
    'aws glue start-job-run --job-name "x"\nif [ $? -eq 0 ]; then\n  echo \'ok\'\nfi\n';

  it.each([
    ['in double quotes', JSON.stringify(['sh', '-c', script])],
    ['in single quotes', `[sh, -c, 'aws glue start-job-run --job-name "x"']`],
    ['plain', '[sh, -c, aws glue start-job-run --job-name x]'],
    [
      'folded',
      '\n        - sh\n        - -c\n        - >\n          aws glue start-job-run\n          --job-name x',
    ],
    [
      'in a block',
      `\n        - sh\n        - -c\n        - |\n${script.replace(
        /^(?=.)/gm,
        '          ',
      )}`,
    ],
  ])('is YAML whose script can be run: %s', (_, words) => {
    const text = mended(job(words), lintManifests);
    expect(text).toContain('get-job-run');
    const read: unknown = parse(text);
    expect(read).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              { command: ['sh', '-c', expect.stringContaining('done')] },
            ],
          },
        },
      },
    });
    const [manifest] = readManifests(text).manifests;
    const path = ['spec', 'template', 'spec', 'containers', 0, 'command', 2];
    expect(shell(manifest.string(path)).status).toBe(1);
  });
});

describe('a call whose failure nothing looks at', () => {
  const job = (script: string) => `apiVersion: batch/v1
kind: Job
metadata: {name: x}
spec:
  template:
    spec:
      containers:
      - name: x
        args:
        - |
${script.replace(/^(?=.)/gm, '          ')}`;

  it('is told of where something comes behind it', () => {
    const text = job('aws sqs purge-queue --queue-url x\necho done\n');
    const [finding, ...others] = lintManifests(text);
    expect(others).toEqual([]);
    expect(finding.rule).toBe('failure-unseen');
    expect(corrected(text, finding)).toBe(
      job('set -e\naws sqs purge-queue --queue-url x\necho done\n'),
    );
    expect(lintManifests(corrected(text, finding))).toEqual([]);
  });

  it.each([
    'set -eu\naws sqs purge-queue --queue-url x\necho done\n',
    'set -o errexit\naws sqs purge-queue --queue-url x\necho done\n',
    'echo start\naws sqs purge-queue --queue-url x\n',
    'aws sqs purge-queue --queue-url x || exit 1\necho done\n',
    'aws sqs purge-queue --queue-url x\n[ $? -eq 0 ] || exit 1\n',
  ])('is none: %j', script => {
    expect(lintManifests(job(script))).toEqual([]);
  });
});

describe('a file that is written otherwise', () => {
  const errors = (text: string) =>
    parseAllDocuments(text).flatMap(document => document.errors);
  const json = (spec: object) =>
    JSON.stringify({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'a' },
      spec: { template: { spec } },
    });
  const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "a: b"}\n';

  it.each([
    [
      'missing-service-account',
      json({ containers: [{ env: [{ name: 'AWS_PROFILE', value: 'a' }] }] }),
    ],
    [
      'failure-swallowed',
      json({
        containers: [{ args: ['aws a b\nif [ $? -eq 0 ]; then\n:\nfi'] }],
      }),
    ],
    ['colliding-name', `${config}---\n${config}`],
    [
      'secret-outside-namespace',
      'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {namespace: b}\nspec:\n  data:\n  - remoteRef: {key: "x/a: b, #c"}\n',
    ],
  ])('is corrected without being broken: %s', (rule, text) => {
    const [finding] = lintManifests(text);
    expect(finding.rule).toBe(rule);
    expect(errors(corrected(text, finding))).toEqual([]);
    expect(rules(lintManifests(corrected(text, finding)))).not.toContain(rule);
  });

  const loops = deployment.replace('batch/v1', 'apps/v1');
  const old = 'apiVersion: kubernetes-client.io/v1\nkind: ExternalSecret\n';
  const bomb = ['a', 'b', 'c', 'd']
    .map((name, index, names) => {
      const what = index ? `*${names[index - 1]}` : 'x';
      return `${name}: &${name} [${Array(20).fill(what).join()}]\n`;
    })
    .join('');

  it.each([
    ['a key twice', `${loops}kind: Deployment\n`, 'yaml-syntax'],
    ['a tab', `${loops}\tx: y\n`, 'yaml-syntax'],
    ['an alias of nothing', `${loops}x: *nothing\n`, 'yaml-syntax'],
    ['the same in an old secret', `${old}x: *nothing\n`, 'yaml-syntax'],
    ['aliases without end', `${old}${bomb}`, 'dead-external-secrets-api'],
  ])('is told of, not thrown at: %s', (_, text, rule) => {
    expect(rules(lintManifests(text))).toEqual([rule]);
  });
});

describe('64 KiB of text', () => {
  const profile =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  c: |\n    [profile a]\n    role_arn = x\n    source_profile = b\n';

  // Each of them took from one to many seconds with a backtracking that grows with the square of the length.
  it.each([
    ['blank lines', `${profile}${'\n'.repeat(65_536)}    x\n`, 1],
    ['blanks', `${profile}    ${' '.repeat(65_536)}x\n`, 1],
    ['a path without an end', `path "${'sts/'.repeat(16_384)}" {`, 0],
    ['calls', 'aws a b "'.repeat(7_000), 0],
  ])('is read once: %s', (_, text, found) => {
    expect(
      [...lintManifests(text), ...lintShell(text)].filter(
        ({ rule }) => rule !== 'yaml-syntax',
      ),
    ).toHaveLength(found);
  });
});

describe('hostile text', () => {
  it.each([
    '',
    '{{',
    ': : :',
    '&a [*a',
    '\u0000',
    '- '.repeat(2000),
    '[profile '.repeat(5000),
  ])('does not break the linter: %.10s', text => {
    expect(() => [...lintManifests(text), ...lintShell(text)]).not.toThrow();
  });
});
