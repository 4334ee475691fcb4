import { finding, type Rule, type RuleFacts } from '../context';
import { replaceNode } from '../corrections';
import { globalKeyNames, globalKeyType } from '../global-keys';
import { nearest } from '../words';

const facts: RuleFacts = {
  rule: 'policy-variable',
  severity: 'error',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html',
};

/** Variables that nothing stands for: one without its closing brace, or of a global key that there is not. */
export const policyVariable: Rule = context =>
  context.statements.flatMap(({ resources, notResources, conditions }) =>
    [
      ...resources,
      ...notResources,
      ...conditions.flatMap(({ values }) => values),
    ].flatMap(({ text, node }) => {
      const unclosed = /\$\{[^{}]*$/.exec(text);
      if (unclosed) {
        return [
          finding(
            context,
            facts,
            node,
            'A variable begins here and does not end: without } it is plain text, which matches nothing.',
            replaceNode(
              node,
              `${text.slice(0, unclosed.index)}\${<condition-key>}`,
            ),
          ),
        ];
      }
      const unknown = [...text.matchAll(/\$\{(aws:[^{}',]+)/gi)].find(
        ([, key]) => !globalKeyType(key),
      );
      if (!unknown) {
        return [];
      }
      const [, key] = unknown;
      const meant = nearest(key, globalKeyNames);
      return [
        finding(
          context,
          facts,
          node,
          `There is no condition key ${key}, so the variable has no value and matches nothing.${
            meant ? ` Did you mean ${meant}?` : ''
          }`,
          replaceNode(
            node,
            text.replace(unknown[0], `\${${meant ?? '<condition-key>'}`),
          ),
        ),
      ];
    }),
  );
