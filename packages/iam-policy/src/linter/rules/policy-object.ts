import { finding, type Rule } from '../context';
import { replaceNode } from '../corrections';

/** A text that is JSON, but a list or a bare value: no policy at all. */
export const policyObject: Rule = context =>
  context.root && context.root.type !== 'object'
    ? [
        finding(
          context,
          {
            rule: 'policy-object',
            severity: 'error',
            source:
              'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
          },
          context.root,
          'A policy is an object with Version and Statement. IAM takes nothing else.',
          replaceNode(context.root, {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: '<service>:<action>',
                Resource: '<resource-arn>',
              },
            ],
          }),
        ),
      ]
    : [];
