import { parseFields } from '../../fields';
import { golden, hostile, place, printContribution } from '../__fixtures__';
import { exampleOf } from '../__fixtures__/examples';
import { rdsAccess, rdsBuilder } from './rds';

const build = (input: object) =>
  rdsBuilder.build(parseFields(rdsAccess, { service: 'rds', ...input }), place);

describe('access to RDS', () => {
  it('is written as the golden file has it', () => {
    const printed = printContribution(build(exampleOf('rds')));
    expect(printed).toBe(golden('rds', printed));
  });

  it('reads exactly one secret, whatever six characters its ARN ends with', () => {
    expect(
      build({ secrets: [{ name: 'cluwe-dev/rds/secret' }] }).statements,
    ).toEqual([
      {
        Sid: 'RdsReadSecret',
        Effect: 'Allow',
        Action: [
          'secretsmanager:GetSecretValue',
          'secretsmanager:DescribeSecret',
        ],
        Resource: [
          'arn:aws:secretsmanager:us-east-2:490262564977:secret:cluwe-dev/rds/secret-??????',
        ],
      },
    ]);
  });

  it('sends who asks for an Aurora cluster there', () => {
    expect(() =>
      build({ instances: [{ resourceId: 'cluster-ABC', users: ['cats'] }] }),
    ).toThrow(/^instances\[0\]\.resourceId: .* for Aurora ask for "aurora"$/);
  });

  it('is refused without an instance and without a secret', () => {
    expect(() => build({})).toThrow(/^instances: name an instance/);
  });

  it('is refused for the alias of a key', () => {
    expect(() =>
      build({ secrets: [{ name: 'a', kmsKeyId: 'alias/rds' }] }),
    ).toThrow(/^secrets\[0\]\.kmsKeyId: use the key id/);
  });

  it.each(hostile)('is refused for the name %s', (_, name) => {
    expect(() =>
      build({ instances: [{ resourceId: name, users: ['cats'] }] }),
    ).toThrow(/^instances\[0\]\.resourceId: use/);
    expect(() =>
      build({ instances: [{ resourceId: 'db-A1', users: [name] }] }),
    ).toThrow(/^instances\[0\]\.users\[0\]: use/);
  });

  // A secret may be called `../nightly`: it is no path.
  const names = hostile.filter(([, name]) => !name.includes('../'));
  it.each(names)('is refused for the secret %s', (_, name) => {
    expect(() => build({ secrets: [{ name }] })).toThrow(
      /^secrets\[0\]\.name: use/,
    );
  });
});
