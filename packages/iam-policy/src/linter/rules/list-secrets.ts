import { finding, type Rule } from '../context';
import { actionsWithout, replaceNode, setAt } from '../corrections';
import { grantingIdentity, reaching } from '../meaning';

const LIST = 'secretsmanager:ListSecrets';

/** `ListSecrets` cannot be narrowed: it shows the names of all secrets. */
export const listSecrets: Rule = context =>
  grantingIdentity(context).flatMap(statement =>
    reaching(context, statement, LIST).map(({ text, node }) => {
      const left = actionsWithout(
        statement.actions.flatMap(action =>
          action.text === text
            ? context.reach(text).filter(name => name !== LIST)
            : [action.text],
        ),
        [],
      );
      return finding(
        context,
        {
          rule: 'list-secrets',
          severity: 'warning',
          source:
            'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html',
        },
        node,
        'secretsmanager:ListSecrets takes no resource: it shows the name, tags and description of every secret of the account. The name filter is chosen by the caller and keeps nobody out.',
        left === undefined
          ? replaceNode(node, '<service>:<action>')
          : setAt(context, [...statement.path, 'Action'], left),
      );
    }),
  );
