import { finding, type Rule } from '../context';
import { setCondition } from '../corrections';
import { conditionsOn } from '../meaning';

/** `ForAllValues` is also met by a request without the key. */
export const forAllValues: Rule = context =>
  context.statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(statement =>
      statement.conditions
        .filter(
          ({ operator, key }) =>
            /^ForAllValues:/i.test(operator) &&
            !conditionsOn(statement, key).some(other =>
              /^null$/i.test(other.operator),
            ),
        )
        .map(({ key, operatorNode }) =>
          finding(
            context,
            {
              rule: 'for-all-values',
              // No tags at all are rarely what such a condition is to keep out.
              severity: /^aws:tagkeys$/i.test(key) ? 'info' : 'warning',
              source:
                'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
            },
            operatorNode,
            `ForAllValues is also met when the request has no ${key} at all, and then this allows. Ask for the key with Null, too.`,
            setCondition(context, statement, 'Null', key, 'false'),
          ),
        ),
    );
