import { finding, type Rule } from '../context';
import { oneOrMore, replaceStatement, withElements } from '../corrections';
import { conditionsOn, grantingIdentity, isWholeService } from '../meaning';

const KEY = 'redshift-data:statement-owner-iam-userid';
const ACTIONS = [
  'redshift-data:CancelStatement',
  'redshift-data:DescribeStatement',
  'redshift-data:GetStatementResult',
];

/** Results of others' statements in the Redshift Data API. */
export const statementOwner: Rule = context =>
  grantingIdentity(context).flatMap(statement => {
    const own = statement.actions.filter(
      ({ text }) =>
        !isWholeService(text) &&
        context.reach(text).length > 0 &&
        context.reach(text).every(action => ACTIONS.includes(action)),
    );
    const [first] = own;
    if (!first || conditionsOn(statement, KEY).length > 0) {
      return [];
    }
    const others = statement.actions
      .filter(action => !own.includes(action))
      .map(({ text }) => text);
    const owned = withElements(statement, {
      ...(others.length > 0 && { Sid: undefined }),
      Action: oneOrMore(own.map(({ text }) => text)),
      Resource: '*',
      Condition: { StringEquals: { [KEY]: '${aws:userid}' } },
    });
    return [
      finding(
        context,
        {
          rule: 'statement-owner',
          severity: 'warning',
          source:
            'https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-iam.html',
        },
        first.node,
        `${own
          .map(({ text }) => text)
          .join(
            ', ',
          )}: these go by the id of a statement, on no resource. Without a condition on ${KEY} the results of others' statements are open.`,
        replaceStatement(
          context,
          statement,
          others.length > 0
            ? [withElements(statement, { Action: oneOrMore(others) }), owned]
            : [owned],
        ),
      ),
    ];
  });
