import { evaluate, lintDocument } from '@cluster-self-service/iam-policy';
import fc from 'fast-check';
import { join } from 'path';
import { expectGolden } from '../__testUtils__/golden';
import { hostileText, unlessRefused } from '../__testUtils__/hostile';
import { defaultOrganisation } from '../organisation';
import { roleTerraform } from '../terraform';
import { spaceliftManagedPolicies, spaceliftRole } from '.';

const account = '766808016710';
const boundary = `arn:aws:iam::${account}:policy/made-by-spacelift`;

const role = spaceliftRole(
  {
    name: 'spacelift-admin-role',
    accountId: account,
    stacks: [
      { stack: 'dpe-sandbox-k8s' },
      { stack: 'dpe-sandbox-k8s-deployments', phases: ['read'] },
    ],
    madeRolesBoundaryArn: boundary,
    madeRolePrefix: 'dpe-',
  },
  defaultOrganisation,
);

const narrowed = spaceliftRole(
  {
    name: 'spacelift',
    accountId: account,
    stacks: [{ stack: 'a' }],
    integrationId: '01HXYZ0000000000000000000A',
    madeRolesBoundaryArn: boundary,
    madeRolePrefix: 'dpe-',
    changesPolicies: false,
  },
  defaultOrganisation,
);

const files = roleTerraform(role, {
  directory: 'common-resources/aws-roles/spacelift',
  region: 'us-east-1',
  managedPolicyArns: spaceliftManagedPolicies('write', defaultOrganisation),
});

describe('the files of the role', () => {
  it('are the golden ones', () => {
    expect(files).not.toHaveLength(0);
    expectGolden(join(__dirname, '__golden__', 'role'), files);
  });
});

describe('the role', () => {
  const rulesOf = ({ trustPolicy, policies }: typeof role) =>
    [trustPolicy, ...policies.map(({ document }) => document)]
      .flatMap(document => lintDocument(document, { accountId: account }))
      .map(({ rule }) => rule);

  it('has nothing for the linter to find, but that the integration is not known yet', () => {
    expect(new Set(rulesOf(role))).toEqual(new Set(['wildcard-external-id']));
    expect(rulesOf(narrowed)).toEqual([]);
  });

  const spacelift = 'arn:aws:iam::324880187172:role/spacelift';
  const assume = (externalId?: string, trust = role.trustPolicy) =>
    evaluate(
      {
        principal: spacelift,
        action: 'sts:AssumeRole',
        resource: role.arn,
        context: externalId ? { 'sts:ExternalId': externalId } : {},
      },
      {
        identity: [
          {
            name: 'all',
            document: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }],
            },
          },
        ],
        resource: { name: 'trust', document: trust },
      },
    ).decision;
  const may = (
    action: string,
    resource: string,
    context: Record<string, string> = {},
  ) =>
    evaluate(
      { principal: role.arn, action, resource, context },
      { identity: role.policies },
    ).decision === 'allowed';
  const iam = (resource: string) => `arn:aws:iam::${account}:${resource}`;

  it.each([
    ['sagebionetworks@01HXYZ@dpe-sandbox-k8s@read', 'allowed'],
    ['sagebionetworks@01HXYZ@dpe-sandbox-k8s@write', 'allowed'],
    ['sagebionetworks@01HXYZ@dpe-sandbox-k8s-deployments@read', 'allowed'],
    [
      'sagebionetworks@01HXYZ@dpe-sandbox-k8s-deployments@write',
      'implicitly-denied',
    ],
    ['sagebionetworks@01HXYZ@other@write', 'implicitly-denied'],
    ['someone-else@01HXYZ@dpe-sandbox-k8s@write', 'implicitly-denied'],
    [undefined, 'implicitly-denied'],
  ])('assumed with the external id %s: %s', (externalId, decision) => {
    expect(assume(externalId)).toBe(decision);
  });

  it('is narrowed to one integration once that is known', () => {
    const { trustPolicy } = narrowed;
    expect(
      assume('sagebionetworks@01HXYZ0000000000000000000A@a@read', trustPolicy),
    ).toBe('allowed');
    expect(
      assume('sagebionetworks@01HXYZ0000000000000000000B@a@read', trustPolicy),
    ).toBe('implicitly-denied');
  });

  it('makes roles with the boundary only', () => {
    const made = iam('role/dpe-nodes');
    expect(
      may('iam:CreateRole', made, { 'iam:PermissionsBoundary': boundary }),
    ).toBe(true);
    expect(may('iam:CreateRole', made)).toBe(false);
    expect(
      may('iam:CreateRole', made, {
        'iam:PermissionsBoundary': iam('policy/other'),
      }),
    ).toBe(false);
    expect(
      may('iam:CreateRole', iam('role/other'), {
        'iam:PermissionsBoundary': boundary,
      }),
    ).toBe(false);
    expect(may('iam:DeleteRolePermissionsBoundary', made)).toBe(false);
  });

  it('passes what it made to the named services only', () => {
    const made = iam('role/dpe-nodes');
    expect(
      may('iam:PassRole', made, { 'iam:PassedToService': 'eks.amazonaws.com' }),
    ).toBe(true);
    expect(
      may('iam:PassRole', made, {
        'iam:PassedToService': 'lambda.amazonaws.com',
      }),
    ).toBe(false);
  });

  it('changes neither itself nor the boundary', () => {
    const own = { 'iam:PermissionsBoundary': boundary };
    expect(may('iam:PutRolePolicy', role.arn, own)).toBe(false);
    expect(may('iam:UpdateAssumeRolePolicy', role.arn)).toBe(false);
    expect(may('iam:CreatePolicyVersion', boundary)).toBe(false);
    expect(may('iam:CreatePolicy', iam('policy/dpe-nodes'))).toBe(true);
    expect(may('iam:CreatePolicy', boundary)).toBe(false);
  });

  it('gives no role a trust policy that has no boundary', () => {
    const made = iam('role/dpe-nodes');
    expect(may('iam:UpdateAssumeRolePolicy', made)).toBe(false);
    expect(
      may('iam:UpdateAssumeRolePolicy', made, {
        'iam:PermissionsBoundary': boundary,
      }),
    ).toBe(true);
  });

  it('is refused with a prefix under which it could make itself anew', () => {
    expect(() =>
      spaceliftRole(
        {
          name: 'DPE-spacelift',
          accountId: account,
          stacks: [{ stack: 'a' }],
          madeRolesBoundaryArn: boundary,
          madeRolePrefix: 'dpe-',
        },
        defaultOrganisation,
      ),
    ).toThrow('madeRolePrefix: use another prefix');
  });

  it('changes nothing of IAM when it only plans', () => {
    expect(
      spaceliftRole(
        {
          name: 'spacelift-read',
          accountId: account,
          stacks: [{ stack: 'a', phases: ['read'] }],
          madeRolesBoundaryArn: boundary,
          madeRolePrefix: 'dpe-',
        },
        defaultOrganisation,
      ).policies,
    ).toEqual([]);
  });

  it.each(['name', 'madeRolePrefix', 'madeRolesBoundaryArn', 'stacks'])(
    'lets no hostile %s widen who may take it and what it may do',
    field => {
      fc.assert(
        fc.property(hostileText, text => {
          const made = unlessRefused(field, () =>
            spaceliftRole(
              {
                name: 'spacelift',
                accountId: account,
                madeRolePrefix: 'dpe-',
                madeRolesBoundaryArn: boundary,
                stacks: [{ stack: field === 'stacks' ? text : 'a' }],
                ...(field !== 'stacks' && { [field]: text }),
              },
              defaultOrganisation,
            ),
          );
          const wildcards = JSON.stringify(made?.trustPolicy ?? '')
            .replaceAll('sagebionetworks@*@', '')
            .includes('*');
          const findings = made?.policies.flatMap(({ document }) =>
            lintDocument(document, { accountId: account }),
          );
          expect(wildcards).toBe(false);
          expect(findings ?? []).toEqual([]);
        }),
        { seed: 20_260_331, numRuns: 60 },
      );
    },
  );
});
