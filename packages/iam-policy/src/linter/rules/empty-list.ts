import { finding, type Rule } from '../context';
import { replaceNode } from '../corrections';
import type { JsonValue } from '../../document';

const NAMED: Readonly<Record<string, JsonValue>> = {
  Action: '<service>:<action>',
  NotAction: '<service>:<action>',
  Resource: '<resource-arn>',
  NotResource: '<resource-arn>',
  Principal: { AWS: 'arn:aws:iam::<account-id>:root' },
  NotPrincipal: { AWS: 'arn:aws:iam::<account-id>:root' },
};

/** An element that names nothing. */
export const emptyList: Rule = context =>
  context.statements.flatMap(({ elements }) =>
    elements
      .filter(
        ({ name, value }) =>
          name in NAMED &&
          (value.children?.length === 0 ||
            value.type === 'null' ||
            value.value === ''),
      )
      .map(({ name, value }) =>
        finding(
          context,
          {
            rule: 'empty-list',
            severity: 'error',
            source:
              'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
          },
          value,
          `${name} names nothing: IAM's grammar asks for at least one.`,
          replaceNode(value, NAMED[name]),
        ),
      ),
  );
