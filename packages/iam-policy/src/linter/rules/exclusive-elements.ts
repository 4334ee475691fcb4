import { finding, type Rule } from '../context';
import { removeAt } from '../corrections';

/** Action and NotAction, Resource and NotResource, Principal and NotPrincipal shut each other out. */
export const exclusiveElements: Rule = context =>
  context.statements.flatMap(({ elements, path }) =>
    elements
      .filter(
        ({ name }) =>
          name.startsWith('Not') &&
          elements.some(other => `Not${other.name}` === name),
      )
      .map(({ name, key }) =>
        finding(
          context,
          {
            rule: 'exclusive-elements',
            severity: 'error',
            source:
              'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html',
          },
          key,
          `A statement has either ${name.slice(
            3,
          )} or ${name}. With both of them IAM refuses the policy.`,
          removeAt(context, [...path, name]),
        ),
      ),
  );
