import {
  arnField,
  isAccountId,
  parseArn,
} from '@cluster-self-service/iam-policy';
import * as z from 'zod';

/** ARN of a role: `arn:aws:iam::111122223333:role/reports`. */
export const roleArn = arnField.refine(text => {
  const arn = parseArn(text);
  return (
    arn?.service === 'iam' &&
    arn.region === '' &&
    isAccountId(arn.accountId) &&
    /^role\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.test(arn.resource)
  );
}, 'write the ARN of a role: arn:aws:iam::<account>:role/<name>');

/**
 * ARN of a resource of one sort.
 *
 * @param example - what the resource begins with and how it goes on: `stateMachine:<name>`
 */
export function arnOf(service: string, example: string) {
  const [start] = example.split('<');
  return arnField.refine(text => {
    const arn = parseArn(text);
    return arn?.service === service && arn.resource.startsWith(start);
  }, `write an ARN such as arn:aws:${service}:<region>:<account>:${example}`);
}

/** Id of a security group of EC2. */
export const securityGroupId = z
  .string()
  .regex(
    /^sg-([0-9a-f]{8}|[0-9a-f]{17})$/,
    'write sg- and 8 or 17 hexadecimal digits',
  );
