import { finding, type Rule } from '../context';
import { replaceNode } from '../corrections';
import {
  isKnownOperator,
  joinOperator,
  operatorNames,
  splitOperator,
} from '../operators';
import { hasPlaceholder, nearest } from '../words';

/** Condition operators that IAM does not have. */
export const unknownOperator: Rule = context =>
  context.statements.flatMap(({ elements }) =>
    (elements.find(({ name }) => name === 'Condition')?.value.children ?? [])
      .flatMap(({ children }) => children?.[0] ?? [])
      .filter(
        ({ value }) =>
          !isKnownOperator(String(value)) && !hasPlaceholder(String(value)),
      )
      .map(node => {
        const operator = String(node.value);
        const parts = splitOperator(operator);
        const name = nearest(parts.name, operatorNames) ?? 'StringEquals';
        const instead = joinOperator({
          quantifier: parts.quantifier.replace(/(all|any)values?/i, (_, word) =>
            /all/i.test(word) ? 'AllValues' : 'AnyValue',
          ),
          name,
          suffix: name === 'Null' ? '' : parts.suffix,
        });
        return finding(
          context,
          {
            rule: 'unknown-operator',
            severity: 'error',
            source:
              'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
          },
          node,
          `IAM has no condition operator "${operator}" and refuses the policy. Did you mean "${instead}"?`,
          replaceNode(node, instead),
        );
      }),
  );
