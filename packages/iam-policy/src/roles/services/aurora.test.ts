import { parseFields } from '../../fields';
import { golden, hostile, place, printContribution } from '../__fixtures__';
import { exampleOf } from '../__fixtures__/examples';
import { auroraAccess, auroraBuilder } from './aurora';

const build = (input: object) =>
  auroraBuilder.build(
    parseFields(auroraAccess, { service: 'aurora', ...input }),
    place,
  );
const dataApi = [{ cluster: 'billing', secret: { name: 'billing/data-api' } }];
const clusters = [{ resourceId: 'cluster-ABC123', users: ['cats'] }];

describe('access to Aurora', () => {
  it('is written as the golden file has it', () => {
    const printed = printContribution(build(exampleOf('aurora')));
    expect(printed).toBe(golden('aurora', printed));
  });

  it('goes over the Data API with the secret of the cluster', () => {
    const { statements } = build({ dataApi });
    expect(statements.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ['AuroraDataApi', ['arn:aws:rds:us-east-2:490262564977:cluster:billing']],
      [
        'AuroraReadSecret',
        [
          'arn:aws:secretsmanager:us-east-2:490262564977:secret:billing/data-api-??????',
        ],
      ],
    ]);
  });

  it('logs in with an IAM token as one user of the cluster by its resource id', () => {
    expect(build({ clusters }).statements).toEqual([
      {
        Sid: 'AuroraConnect',
        Effect: 'Allow',
        Action: ['rds-db:connect'],
        Resource: [
          'arn:aws:rds-db:us-east-2:490262564977:dbuser:cluster-ABC123/cats',
        ],
      },
    ]);
  });

  it('speaks of security groups only where there is a connection', () => {
    const speaksOfNetwork = (input: object) =>
      build(input).notes?.some(note => note.includes('security group'));
    expect(speaksOfNetwork({ dataApi })).toBe(false);
    expect(speaksOfNetwork({ clusters })).toBe(true);
  });

  it('is refused for a cluster by its name where its resource id is meant', () => {
    expect(() =>
      build({ clusters: [{ resourceId: 'billing', users: ['cats'] }] }),
    ).toThrow(/^clusters\[0\]\.resourceId: use the resource id of the cluster/);
  });

  it('is refused without a cluster', () => {
    expect(() => build({})).toThrow(/^dataApi: name a cluster/);
  });

  it.each(hostile)('is refused for the name %s', (_, name) => {
    expect(() =>
      build({ dataApi: [{ cluster: name, secret: { name: 'a' } }] }),
    ).toThrow(/^dataApi\[0\]\.cluster: use/);
    expect(() =>
      build({ clusters: [{ resourceId: 'cluster-A1', users: [name] }] }),
    ).toThrow(/^clusters\[0\]\.users\[0\]: use/);
  });
});
