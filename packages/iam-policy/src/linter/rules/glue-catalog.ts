import { parseArn } from '../../arn';
import { coversPattern } from '../../pattern';
import { finding, type LintContext, type Rule } from '../context';
import { setAt } from '../corrections';
import { grantingIdentity } from '../meaning';
import type { LintedStatement } from '../text';

/** Reading a table needs its database and the catalog, too. */
export const glueCatalog: Rule = context => {
  const statements = grantingIdentity(context);
  return statements.flatMap(statement => {
    const actions = catalogActions(context, statement);
    const given = statements
      .filter(other =>
        catalogActions(context, other).some(action => actions.includes(action)),
      )
      .flatMap(({ resources }) => resources.map(({ text }) => text));
    const missing = neededBy(statement).filter(
      arn => !given.some(pattern => coversPattern(pattern, arn)),
    );
    const [first] = statement.resources;
    if (actions.length === 0 || missing.length === 0) {
      return [];
    }
    return [
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
          [...missing, ...statement.resources.map(({ text }) => text)],
        ),
      ),
    ];
  });
};

function catalogActions(
  { reach }: LintContext,
  { actions }: LintedStatement,
): string[] {
  return actions
    .flatMap(({ text }) => reach(text))
    .filter(action => /^glue:.*(Table|Partition|Database)/.test(action));
}

/** Catalog of the databases and tables that a statement names, and databases of the tables. */
function neededBy({ resources }: LintedStatement): string[] {
  const needed = resources.flatMap(({ text }) => {
    const arn = parseArn(text);
    const [type, database] = arn?.resource.split('/') ?? [];
    if (arn?.service !== 'glue' || !['table', 'database'].includes(type)) {
      return [];
    }
    const root = text.slice(0, text.length - arn.resource.length);
    return type === 'table' && database
      ? [`${root}catalog`, `${root}database/${database}`]
      : [`${root}catalog`];
  });
  return [...new Set(needed)];
}
