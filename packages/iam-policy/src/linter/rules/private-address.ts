import { finding, type Rule } from '../context';
import { changeCondition } from '../corrections';
import { conditionsOn, plainOperator } from '../meaning';

const PRIVATE =
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd][\da-f]{2}:)/i;

/** Addresses of private networks as `aws:SourceIp`, which AWS sees as public addresses only. */
export const privateAddress: Rule = context =>
  context.statements.flatMap(statement =>
    conditionsOn(statement, 'aws:SourceIp')
      .filter(
        ({ operator, values }) =>
          plainOperator(operator) === 'ipaddress' &&
          values.length > 0 &&
          values.every(({ text }) => PRIVATE.test(text)),
      )
      .map(condition =>
        finding(
          context,
          {
            rule: 'private-address',
            severity: 'warning',
            source:
              'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip',
          },
          condition.keyNode,
          'aws:SourceIp is the public address of a call, and a call through a VPC endpoint has none: a private address is never met. aws:VpcSourceIp is the address inside of the VPC.',
          changeCondition(context, statement, condition, {
            key: 'aws:VpcSourceIp',
          }),
        ),
      ),
  );
