import { finding, type Rule } from '../context';
import { replaceNode } from '../corrections';

/** A resource control policy only denies: `RCPFullAWSAccess` is the one that allows, and it is AWS's. */
export const controlEffect: Rule = context =>
  context.kind !== 'resource-control'
    ? []
    : context.statements.flatMap(({ effect, elements }) =>
        elements
          .filter(({ name }) => name === 'Effect' && effect === 'Allow')
          .map(({ value }) =>
            finding(
              context,
              {
                rule: 'control-effect',
                severity: 'error',
                source:
                  'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html',
              },
              value,
              'A resource control policy of your own may only deny. What it does not deny stays allowed by RCPFullAWSAccess.',
              replaceNode(value, 'Deny'),
            ),
          ),
      );
