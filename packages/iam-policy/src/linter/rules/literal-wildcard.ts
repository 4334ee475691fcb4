import { finding, type Rule, type RuleFacts } from '../context';
import { changeCondition } from '../corrections';
import { joinOperator, splitOperator } from '../operators';

const facts: RuleFacts = {
  rule: 'literal-wildcard',
  severity: 'error',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String',
};

/** Stars that are compared as text, and operators for patterns beside plain texts. */
export const literalWildcard: Rule = context =>
  context.statements.flatMap(statement =>
    statement.conditions.flatMap(condition => {
      const parts = splitOperator(condition.operator);
      const not = /not/i.test(parts.name);
      const starred = condition.values.find(({ text }) =>
        text.replace(/\$\{[^{}]*\}/g, '').includes('*'),
      );
      if (/^string(not)?equals(ignorecase)?$/i.test(parts.name) && starred) {
        const name = not ? 'StringNotLike' : 'StringLike';
        return [
          finding(
            context,
            facts,
            starred.node,
            `${parts.name} compares the star as a star, so this matches nothing but itself. ${name} knows wildcards.`,
            changeCondition(context, statement, condition, {
              operator: joinOperator({ ...parts, name }),
            }),
          ),
        ];
      }
      const plain = condition.values.every(
        ({ text }) => !/[*?]|\$\{/.test(text),
      );
      if (
        /^string(not)?like$/i.test(parts.name) &&
        plain &&
        condition.values.length > 0
      ) {
        const name = not ? 'StringNotEquals' : 'StringEquals';
        return [
          finding(
            context,
            { ...facts, severity: 'info' },
            condition.keyNode,
            `No value here has a wildcard: ${name} says the same, and stays exact when someone adds a star.`,
            changeCondition(context, statement, condition, {
              operator: joinOperator({ ...parts, name }),
            }),
          ),
        ];
      }
      return [];
    }),
  );
