import type { Statement } from '../document';
import { policyOf } from './policy';
import { joinByResource } from './resourcePolicies';

const deny: Statement = {
  Sid: 'DenyPlainText',
  Effect: 'Deny',
  Principal: '*',
  Action: ['s3:*'],
  Resource: ['arn:aws:s3:::reports'],
};
const on = (resource: string, ...statements: Statement[]) => ({
  resource,
  policy: { name: resource, document: policyOf(statements) },
});

describe('policies on resources', () => {
  it('are one a resource', () => {
    expect(
      joinByResource([on('a', deny), on('b', deny), on('a', deny)]).map(
        ({ resource }) => resource,
      ),
    ).toEqual(['a', 'b']);
  });

  it('say what two services want once, whatever they call it', () => {
    const [{ policy }] = joinByResource([
      on('a', deny),
      on('a', { ...deny, Sid: 'Other' }),
    ]);
    expect(policy.document.Statement).toHaveLength(1);
  });

  it('number Sids that two services chose alike', () => {
    const [{ policy }] = joinByResource([
      on('a', deny),
      on('a', { ...deny, Action: ['s3:GetObject'] }),
    ]);
    expect(policy.document.Statement.map(({ Sid }) => Sid)).toEqual([
      'DenyPlainText',
      'DenyPlainTextNo2',
    ]);
  });
});
