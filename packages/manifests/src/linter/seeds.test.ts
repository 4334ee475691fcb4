import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '@cluster-self-service/iam-policy';
import { readManifests } from './manifest';
import { lintMarkdown } from './markdown';

/** The documents the templates were first asked for in, as they are. */
const seed = (name: string) =>
  readFileSync(join(__dirname, '../__fixtures__/seeds', `${name}.md`), 'utf8');

const texts = {
  crossAccount: seed('cross-account-aws'),
  eks: seed('eks-argocd-spacelift'),
  operations: seed('kubernetes-ops'),
  toolkit: seed('self-service-toolkit'),
};
const findings = Object.fromEntries(
  Object.entries(texts).map(([name, text]) => [name, lintMarkdown(text)]),
);

/** Findings of a rule below a heading, up to the next heading of the same depth. */
function below(
  document: keyof typeof texts,
  heading: string,
  rule: string,
): Finding[] {
  const text = texts[document];
  const start = heading ? text.indexOf(`\n${heading}\n`) : 0;
  const depth = heading.split(' ')[0];
  const next = heading
    ? text.indexOf(`\n${depth} `, start + heading.length)
    : -1;
  const end = next < 0 ? text.length : next;
  expect(start).toBeGreaterThanOrEqual(0);
  return findings[document].filter(
    finding =>
      finding.rule === rule &&
      finding.place.start >= start &&
      finding.place.start < end,
  );
}

/** What the finding points at. */
const pointedAt = (document: keyof typeof texts, { place }: Finding) =>
  texts[document].slice(place.start, place.end);

describe('the mistakes of the documents', () => {
  it.each<[string, keyof typeof texts, string, string, string]>([
    [
      'a trust without external id',
      'crossAccount',
      '## General Cross-Account IAM Role and Trust Policy Setup',
      'missing-external-id',
      '',
    ],
    [
      'a bare statement',
      'crossAccount',
      '## General Cross-Account IAM Role and Trust Policy Setup',
      'bare-statement',
      '',
    ],
    [
      'Redshift cluster/<n>',
      'crossAccount',
      '## Redshift',
      'malformed-arn',
      'cluster/<cluster-name>',
    ],
    [
      '*-only actions scoped',
      'crossAccount',
      '## Redshift',
      'action-takes-no-resource',
      '',
    ],
    [
      'no --db-user',
      'crossAccount',
      '## Redshift',
      'redshift-without-database-user',
      'execute-statement',
    ],
    [
      'no polling',
      'crossAccount',
      '## Redshift',
      'asynchronous-call-not-awaited',
      'execute-statement',
    ],
    [
      'no polling',
      'crossAccount',
      '## Glue',
      'asynchronous-call-not-awaited',
      'start-job-run',
    ],
    [
      'Resource: "*"',
      'crossAccount',
      '## SageMaker',
      'wildcard-resource',
      '"*"',
    ],
    [
      'CreateTrainingJob without PassRole',
      'crossAccount',
      '## SageMaker',
      'missing-pass-role',
      'CreateTrainingJob',
    ],
    [
      'batch/v1 Deployment',
      'crossAccount',
      '## SageMaker',
      'wrong-api-version',
      'batch/v1',
    ],
    [
      'a one-shot command in a Deployment',
      'crossAccount',
      '## SageMaker',
      'one-shot-command-in-deployment',
      'invoke-endpoint',
    ],
    [
      'a body read as base64',
      'crossAccount',
      '## SageMaker',
      'payload-read-as-base64',
      '--body',
    ],
    [
      'the trust of the execution role',
      'crossAccount',
      '## Lambda',
      'execution-role-trust',
      'lambda.amazonaws.com',
    ],
    [
      'a payload read as base64',
      'crossAccount',
      '## Lambda',
      'payload-read-as-base64',
      '--payload',
    ],
    [
      'an exit status that says success',
      'crossAccount',
      '## Lambda',
      'failure-swallowed',
      '$?',
    ],
    [
      'an exit status that says success',
      'crossAccount',
      '## Glue',
      'failure-swallowed',
      '$?',
    ],
    [
      'no service account',
      'crossAccount',
      '## Glue',
      'missing-service-account',
      '',
    ],
    [
      'no service account',
      'crossAccount',
      '## SageMaker',
      'missing-service-account',
      '',
    ],
    [
      'no service account',
      'crossAccount',
      '## Lambda',
      'missing-service-account',
      '',
    ],
    [
      'no service account',
      'crossAccount',
      '## Redshift',
      'missing-service-account',
      '',
    ],
    [
      'lambda-trigger for Glue',
      'crossAccount',
      '## Glue',
      'misleading-name',
      'lambda-trigger',
    ],
    [
      'the name of the Glue job taken again',
      'crossAccount',
      '## Lambda',
      'colliding-name',
      'lambda-trigger-cronjob',
    ],
    [
      'one aws-config for all',
      'crossAccount',
      '## Redshift',
      'colliding-name',
      'aws-config',
    ],
    [
      'a profile without external id',
      'crossAccount',
      '## Glue',
      'aws-config-without-external-id',
      'profile <external-account-profile>',
    ],
    [
      'the dead External Secrets API',
      'crossAccount',
      '## RDS Database',
      'dead-external-secrets-api',
      'kubernetes-client.io/v1',
    ],
    [
      'a secret outside cats/<ns>/',
      'crossAccount',
      '## RDS Database',
      'secret-outside-namespace',
      'cluwe-dev/rds/secret',
    ],
    [
      'an unconditioned account root',
      'eks',
      '## Spacelift',
      'account-root-trust',
      '{{AWS ACCOUNT ID}}:root',
    ],
    ['iam:*Role on *', 'eks', '## Spacelift', 'privilege-escalation', ''],
    [
      'every customer’s role',
      'operations',
      '### Vault',
      'vault-policy-reads-every-role',
      'aws/sts/userrole-*',
    ],
    [
      'static root keys',
      'operations',
      '### Vault',
      'vault-static-root-keys',
      'aws/config/root',
    ],
    [
      'a filter that lists the neighbours',
      'toolkit',
      '',
      'secrets-listed-by-open-prefix',
      'cats/<your-namespace>',
    ],
  ])('%s (%s, %s) are named: %s', (_, document, heading, rule, words) => {
    const found = below(document, heading, rule);
    expect(
      found.map(finding => pointedAt(document, finding)).join('\n'),
    ).toContain(words);
    expect(found).not.toEqual([]);
    found.forEach(({ message, correction, source }) => {
      expect(message.length).toBeGreaterThan(20);
      expect(correction.text).not.toBe('');
      expect(source).toMatch(/^https:\/\//);
    });
  });

  it('come with the store and the secret that take the place of the old ExternalSecret', () => {
    const [finding] = below(
      'crossAccount',
      '## RDS Database',
      'dead-external-secrets-api',
    );
    const [store, secret] = readManifests(
      finding.correction.text,
    ).manifests.map(({ document }): unknown => document.toJS());
    expect(store).toMatchObject({ kind: 'SecretStore' });
    expect(secret).toMatchObject({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      spec: { data: { length: 3 } },
    });
  });

  it('are findings with a place that is in the text', () => {
    Object.entries(findings).forEach(([name, list]) => {
      list.forEach(({ place }) => {
        expect(place.end).toBeLessThanOrEqual(
          new Map(Object.entries(texts)).get(name)?.length ?? 0,
        );
        expect(place.line).toBeGreaterThan(0);
      });
    });
  });
});
