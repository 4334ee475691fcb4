import { evaluate } from '../../evaluator';
import { parseFields } from '../../fields';
import { golden, hostile, place, printContribution } from '../__fixtures__';
import { policyOf } from '../policy';
import { secretsmanagerAccess, secretsmanagerBuilder } from './secretsmanager';

const build = (input: object) =>
  secretsmanagerBuilder.build(
    parseFields(secretsmanagerAccess, {
      service: 'secretsmanager',
      operations: ['read'],
      ...input,
    }),
    place,
  );

function decisionOn(secret: string, input: object): string {
  return evaluate(
    {
      principal: 'arn:aws:sts::490262564977:assumed-role/cats--orders.cli/s',
      action: 'secretsmanager:GetSecretValue',
      resource: `arn:aws:secretsmanager:us-east-2:490262564977:secret:${secret}`,
    },
    {
      identity: [
        { name: 'secrets', document: policyOf(build(input).statements) },
      ],
    },
  ).decision;
}

describe('access to Secrets Manager', () => {
  it('is written as the golden file has it', () => {
    const printed = printContribution(
      build({
        names: ['orders/partner', 'shared'],
        namespacePath: 'cats',
        operations: ['read', 'write'],
        kmsKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
      }),
    );
    expect(printed).toBe(golden('secretsmanager', printed));
  });

  it('reads without listing', () => {
    expect(build({ names: ['shared'] }).statements).toEqual([
      {
        Sid: 'SecretsManagerUseSecrets',
        Effect: 'Allow',
        Action: [
          'secretsmanager:GetSecretValue',
          'secretsmanager:DescribeSecret',
        ],
        Resource: [
          'arn:aws:secretsmanager:us-east-2:490262564977:secret:shared-??????',
        ],
      },
    ]);
  });

  it.each([
    ['shared-a1B2c3', 'allowed'],
    ['shared-dev-a1B2c3', 'implicitly-denied'],
    ['shared/more-a1B2c3', 'implicitly-denied'],
    ['shared', 'implicitly-denied'],
  ])('by a name answers for %s: %s', (secret, decision) => {
    expect(decisionOn(secret, { names: ['shared'] })).toBe(decision);
  });

  it.each([
    ['cats/orders/database-a1B2c3', 'allowed'],
    ['cats/orders/database/replica-a1B2c3', 'allowed'],
    ['cats/orders-dev/database-a1B2c3', 'implicitly-denied'],
    ['cats/order-a1B2c3', 'implicitly-denied'],
    ['cats/orders-a1B2c3', 'implicitly-denied'],
  ])('of the namespace answers for %s: %s', (secret, decision) => {
    expect(decisionOn(secret, { namespacePath: 'cats' })).toBe(decision);
  });

  it('writes values of secrets that are there, and reads none', () => {
    const { statements } = build({ names: ['shared'], operations: ['write'] });
    expect(statements[0].Action).toEqual([
      'secretsmanager:PutSecretValue',
      'secretsmanager:DescribeSecret',
    ]);
  });

  it('is refused without any secret', () => {
    expect(() => build({})).toThrow('names: name a secret, or give');
  });

  // A path is all right for a secret, unlike for most names; `..` means nothing in it.
  const names = hostile.filter(([, name]) => !/^[\w./]+$/.test(name));

  it.each(names)('is refused for the name %s', (_, name) => {
    expect(() => build({ names: [name] })).toThrow(/^names\[0\]: use/);
    expect(() => build({ namespacePath: name })).toThrow(/^namespacePath: use/);
  });

  it.each([513, 64 * 1024])(
    'is refused for a name of %i characters',
    length => {
      expect(() => build({ names: ['a'.repeat(length)] })).toThrow(
        /^names\[0\]: use/,
      );
      expect(() => build({ namespacePath: 'a'.repeat(length) })).toThrow(
        /^namespacePath: use/,
      );
    },
  );
});
