import type { Finding } from '@cluster-self-service/iam-policy';
import { lintManifests } from './lintManifests';
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
