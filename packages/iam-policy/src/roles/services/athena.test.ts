import { parseFields } from '../../fields';
import { golden, hostile, place, printContribution } from '../__fixtures__';
import { exampleOf } from '../__fixtures__/examples';
import { athenaAccess, athenaBuilder } from './athena';

const asked = {
  service: 'athena',
  workgroup: 'analysts',
  tables: [{ database: 'sales', names: ['orders'] }],
  data: [{ bucket: 'sales-lake', prefix: 'orders/' }],
  results: { bucket: 'query-results', prefix: 'analysts/' },
};

const build = (input: object) =>
  athenaBuilder.build(parseFields(athenaAccess, input), place);

describe('access to Athena', () => {
  it('is written as the golden file has it', () => {
    const printed = printContribution(build(exampleOf('athena')));
    expect(printed).toBe(golden('athena', printed));
  });

  it('lists the data of each bucket below its own prefixes only', () => {
    const { statements } = build({
      ...asked,
      data: [
        { bucket: 'one', prefix: 'a/' },
        { bucket: 'two', prefix: 'b/' },
      ],
    });
    expect(
      statements
        .filter(({ Sid }) => Sid?.startsWith('AthenaDataList'))
        .map(({ Resource, Condition }) => [Resource, Condition]),
    ).toEqual([
      [['arn:aws:s3:::one'], { StringLike: { 's3:prefix': ['a/*'] } }],
      [['arn:aws:s3:::two'], { StringLike: { 's3:prefix': ['b/*'] } }],
    ]);
  });

  it('looks the default database up once, also when it is queried', () => {
    const onDefault = (database: string) =>
      build({
        ...asked,
        tables: [{ database, names: ['orders'] }],
      }).asked.filter(
        ({ action, resource }) =>
          action === 'glue:GetDatabase' &&
          resource.endsWith('database/default'),
      );
    expect(onDefault('sales')).toHaveLength(1);
    expect(onDefault('default')).toHaveLength(1);
  });

  it('is refused for a prefix that does not end with a slash', () => {
    expect(() =>
      build({ ...asked, data: [{ bucket: 'lake', prefix: 'orders' }] }),
    ).toThrow(/^data\[0\]\.prefix: end the prefix with \//);
  });

  it.each(hostile)('is refused for the name %s', (_, name) => {
    expect(() => build({ ...asked, workgroup: name })).toThrow(
      /^workgroup: use/,
    );
    expect(() => build({ ...asked, dataCatalog: name })).toThrow(
      /^dataCatalog: use/,
    );
    expect(() =>
      build({ ...asked, results: { bucket: name, prefix: 'a/' } }),
    ).toThrow(/^results\.bucket: use/);
  });
});
