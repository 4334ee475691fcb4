import { finding, type Rule } from '../context';
import { setCondition } from '../corrections';
import { granting, isPositive } from '../meaning';
import type { LintedCondition } from '../text';

/** Keys that tell for which account or resource a service calls. */
const FOR_WHOM =
  /^aws:(source(arn|account|owner|orgid|orgpaths)|principal(orgid|account)|requesttag\/)/i;

/** Services that do not send them. */
const SILENT = ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn'];

/** A service as principal, without a condition on whom it works for. */
export const confusedDeputy: Rule = context =>
  ['trust', 'resource'].includes(context.kind)
    ? granting(context).flatMap(statement => {
        const service = statement.principals.find(
          ({ kind, text }) => kind === 'Service' && !SILENT.includes(text),
        );
        const told = statement.conditions.some(tellsForWhom);
        return service && !told
          ? [
              finding(
                context,
                {
                  rule: 'confused-deputy',
                  severity: 'warning',
                  source:
                    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention',
                },
                service.node,
                `${
                  service.text
                } works for every customer of AWS. Without aws:SourceAccount or aws:SourceArn somebody else may have it ${
                  context.kind === 'trust'
                    ? 'take this role'
                    : 'reach this resource'
                } on their behalf.`,
                setCondition(
                  context,
                  statement,
                  'StringEquals',
                  'aws:SourceAccount',
                  context.accountId ?? '<account-id>',
                ),
              ),
            ]
          : [];
      })
    : [];

/** Not so where the key may be missing, or where any account's bucket will do. */
function tellsForWhom({ operator, key, values }: LintedCondition): boolean {
  return (
    FOR_WHOM.test(key) &&
    isPositive(operator) &&
    !values.some(({ text }) => /^(\*|arn:[^:]*:[^:]*:[^:]*:\**:\*)/.test(text))
  );
}
