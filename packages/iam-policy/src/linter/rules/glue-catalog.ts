import { parseArn } from '../../arn';
import { finding, type Rule } from '../context';
import { setAt } from '../corrections';
import { grantingIdentity } from '../meaning';

/** Reading a table needs its database and the catalog, too. */
export const glueCatalog: Rule = context =>
  grantingIdentity(context).flatMap(statement => {
    const arns = statement.resources.map(({ text }) => text);
    const needed = arns.flatMap(text => {
      const arn = parseArn(text);
      const [type, database] = arn?.resource.split('/') ?? [];
      if (arn?.service !== 'glue' || !['table', 'database'].includes(type)) {
        return [];
      }
      const root = text.slice(0, text.length - arn.resource.length);
      return [
        `${root}catalog`,
        ...(type === 'table' && database
          ? [`${root}database/${database}`]
          : []),
      ];
    });
    const missing = [...new Set(needed)].filter(
      arn =>
        !arns.some(
          given =>
            given === arn ||
            (/:(\*|catalog\*?)$|database\/\*$/.test(given) &&
              given.split(':')[5].split('/')[0].replace('*', '') ===
                arn.split(':')[5].split('/')[0]),
        ),
    );
    const readsTables = statement.actions.some(({ text }) =>
      context
        .reach(text)
        .some(action => /^glue:.*(Table|Partition|Database)/.test(action)),
    );
    const [first] = statement.resources;
    return readsTables &&
      missing.length > 0 &&
      !arns.some(arn => /^\*|:\*$/.test(arn))
      ? [
          finding(
            context,
            {
              rule: 'glue-catalog',
              severity: 'error',
              source:
                'https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html',
            },
            first.node,
            `Glue asks for the table, its database and the catalog together. Without ${missing.join(
              ' and ',
            )} the call is denied.`,
            setAt(
              context,
              [...statement.path, 'Resource'],
              [...missing, ...arns],
            ),
          ),
        ]
      : [];
  });
