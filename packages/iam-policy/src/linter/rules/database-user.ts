import { parseArn } from '../../arn';
import { finding, type Rule } from '../context';
import { replaceNode } from '../corrections';
import { hasPlaceholder } from '../words';

/** `rds-db:connect` goes by the resource id of a database, not by its name. */
export const databaseUser: Rule = context =>
  context.statements
    .flatMap(({ resources }) => resources)
    .flatMap(({ text, node }) => {
      const arn = parseArn(text);
      const [, id, user] =
        /^dbuser:([^/]*)\/(.*)$/.exec(arn?.resource ?? '') ?? [];
      const named =
        arn?.service === 'rds-db' &&
        id !== undefined &&
        id !== '*' &&
        !hasPlaceholder(id) &&
        !/^(db|cluster)-[A-Z0-9*?]{4,}$|^prx-[0-9a-z*?]{4,}$/.test(id);
      return named
        ? [
            finding(
              context,
              {
                rule: 'database-user',
                severity: 'error',
                source:
                  'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html',
              },
              node,
              `"${id}" is a name. rds-db:connect goes by the resource id of the instance (db-…), cluster (cluster-…) or proxy (prx-…); by name it matches nothing.`,
              replaceNode(
                node,
                text.replace(
                  /dbuser:.*$/,
                  () => `dbuser:<db-resource-id>/${user}`,
                ),
              ),
            ),
          ]
        : [];
    });
