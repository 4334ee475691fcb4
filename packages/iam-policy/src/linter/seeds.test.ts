import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyCorrection, lintPolicy } from './lint';
import type { Finding } from './types';

/** The policies of the documents that the templates are made from, as they stand there. */
function seed(name: string): string {
  return readFileSync(join(__dirname, '__fixtures__', `${name}.json`), 'utf8');
}

/** `error rule: text it is about`, for each finding. */
function found(text: string, findings: Finding[]): string[] {
  return findings.map(
    ({ rule, severity, place }) =>
      `${severity} ${rule}: ${text.slice(place.start, place.end)}`,
  );
}

describe("the seeds' own policies", () => {
  it('trust a role without external id, in a statement that is no policy', () => {
    const text = seed('base-trust');
    expect(found(text, lintPolicy(text, { purpose: 'cross-account' }))).toEqual(
      expect.arrayContaining([
        `error bare-statement: ${text.trimEnd()}`,
        'error missing-external-id: "<CATS-IAM-role-arn>"',
        'warning role-principal: "<CATS-IAM-role-arn>"',
      ]),
    );
  });

  it('leave placeholders without quotes', () => {
    const text = seed('base-permissions');
    expect(found(text, lintPolicy(text))).toEqual([
      `error bare-statement: ${text.trimEnd()}`,
      'error unquoted-placeholder: <service>:<ActionAllowed>',
      'warning unfilled-placeholder: "<resource-arn>"',
    ]);
  });

  it.each(['glue', 'lambda'])(
    '%s: are right but for the policy around them',
    name => {
      const rules = lintPolicy(seed(name)).map(({ rule }) => rule);
      expect(rules).toEqual(['bare-statement', 'unfilled-placeholder']);
    },
  );

  it('let SageMaker on everything, and start training without a role', () => {
    const text = seed('sagemaker');
    expect(found(text, lintPolicy(text))).toEqual([
      `error bare-statement: ${text.trimEnd()}`,
      'warning missing-pass-role: "sagemaker:CreateTrainingJob"',
      'error wildcard-resource: "*"',
    ]);
  });

  it('trust Lambda where the platform is to take the role', () => {
    const text = seed('lambda-trust');
    expect(found(text, lintPolicy(text, { purpose: 'cross-account' }))).toEqual(
      expect.arrayContaining([
        'error execution-role-trust: "lambda.amazonaws.com"',
        'warning confused-deputy: "lambda.amazonaws.com"',
      ]),
    );
    expect(found(text, lintPolicy(text))).toContain(
      'warning execution-role-trust: "lambda.amazonaws.com"',
    );
  });

  it('name Redshift resources that there are not, and scope what takes no resource', () => {
    const text = seed('redshift');
    const findings = lintPolicy(text);
    expect(found(text, findings)).toEqual(
      expect.arrayContaining([
        'error malformed-arn: "arn:aws:redshift:<region>:<user-account-id>:cluster/<cluster-name>"',
        'error malformed-arn: "arn:aws:redshift:<region>:<user-account-id>:dbuser/<db-user>"',
        'error action-takes-no-resource: "redshift-data:GetStatementResult"',
        'error action-takes-no-resource: "redshift-data:DescribeStatement"',
        'error action-takes-no-resource: "redshift-data:CancelStatement"',
        'warning statement-owner: "redshift-data:GetStatementResult"',
      ]),
    );
    const [scoped] = findings.filter(
      ({ rule }) => rule === 'action-takes-no-resource',
    );
    const [owner] = lintPolicy(applyCorrection(text, scoped)).filter(
      ({ rule }) => rule === 'statement-owner',
    );
    const corrected = applyCorrection(applyCorrection(text, scoped), owner);
    expect(JSON.parse(corrected).Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'redshift:GetClusterCredentials',
        Resource:
          'arn:aws:redshift:<region>:<user-account-id>:dbuser:<cluster-name>/<db-user>',
      },
      {
        Effect: 'Allow',
        Action: [
          'redshift:DescribeClusters',
          'redshift-data:ExecuteStatement',
          'redshift-data:ListDatabases',
          'redshift-data:ListSchemas',
          'redshift-data:ListTables',
        ],
        Resource:
          'arn:aws:redshift:<region>:<user-account-id>:cluster:<cluster-name>',
      },
      {
        Effect: 'Allow',
        Action: [
          'redshift-data:GetStatementResult',
          'redshift-data:DescribeStatement',
          'redshift-data:CancelStatement',
        ],
        Resource: '*',
        Condition: {
          StringEquals: {
            'redshift-data:statement-owner-iam-userid': '${aws:userid}',
          },
        },
      },
    ]);
  });

  it("bypass Spacelift's external id", () => {
    const text = seed('spacelift-trust');
    expect(found(text, lintPolicy(text))).toEqual([
      'info wildcard-external-id: "sagebionetworks@*"',
      'error account-root-trust: "arn:aws:iam::{{AWS ACCOUNT ID}}:root"',
      'warning unfilled-placeholder: "arn:aws:iam::{{AWS ACCOUNT ID}}:root"',
    ]);
  });

  it('make their Spacelift role an administrator', () => {
    const text = seed('spacelift-iam');
    expect(found(text, lintPolicy(text))).toEqual(
      expect.arrayContaining([
        'error reaching-wildcard: "iam:*Role"',
        'error privilege-escalation: "iam:*Role"',
        'error privilege-escalation: "iam:*RolePolicy"',
        'error privilege-escalation: "iam:*PolicyVersion"',
        'error pass-role: "iam:*Role"',
        'error wildcard-resource: "*"',
        'error action-takes-no-resource: "iam:ListPolicies"',
      ]),
    );
  });
});

it.each([
  'base-trust',
  'base-permissions',
  'glue',
  'sagemaker',
  'lambda-trust',
  'lambda',
  'redshift',
  'spacelift-trust',
  'spacelift-iam',
])('%s: each correction of a readable text leaves one', name => {
  const text = seed(name);
  const findings = lintPolicy(text);
  const readable = findings.every(
    ({ rule }) => rule !== 'unquoted-placeholder',
  );
  const broken = findings
    .map(finding => applyCorrection(text, finding))
    .filter(corrected => {
      try {
        JSON.parse(corrected);
        return false;
      } catch {
        return readable;
      }
    });
  expect(broken).toEqual([]);
});
