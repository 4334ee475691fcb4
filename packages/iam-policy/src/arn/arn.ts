import { matchesPattern } from '../pattern';

/** The parts of an Amazon Resource Name. Region and account are empty where a service has none. */
export interface Arn {
  /** `aws`, `aws-cn`, `aws-us-gov` ... */
  partition: string;
  service: string;
  region: string;
  accountId: string;
  /** All that stands behind the fifth colon: `job/nightly`, `cluster:main`. */
  resource: string;
}

/**
 * Splits an ARN. A part may be empty or hold wildcards; only the form `arn:…:…:…:…:…` is checked.
 *
 * @returns nothing for a text that is no ARN
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function parseArn(text: string): Arn | undefined {
  const parts = splitArn(text);
  if (!parts || parts[0] !== 'arn' || !parts[1] || !parts[2] || !parts[5]) {
    return undefined;
  }
  const [, partition, service, region, accountId, resource] = parts;
  return { partition, service, region, accountId, resource };
}

export function formatArn(arn: Arn): string {
  return `arn:${arn.partition}:${arn.service}:${arn.region}:${arn.accountId}:${arn.resource}`;
}

/**
 * Whether an ARN matches a pattern as `ArnLike` sees it: the six parts one by one, so that a wildcard does not reach over one of
 * the first five colons. `*` alone matches every ARN. (In a `Resource` element a `*` at the end of a part does reach further.)
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function arnMatchesPattern(pattern: string, arn: string): boolean {
  if (pattern === '*') {
    return true;
  }
  const wanted = splitArn(pattern);
  const given = splitArn(arn);
  return (
    wanted !== undefined &&
    given !== undefined &&
    wanted.every((part, index) => matchesPattern(part, given[index]))
  );
}

/** The six parts of a text with at least five colons. */
function splitArn(text: string): string[] | undefined {
  const parts = text.split(':', 5);
  if (parts.length < 5) {
    return undefined;
  }
  const behind = parts.reduce((length, part) => length + part.length + 1, 0);
  return behind > text.length ? undefined : [...parts, text.slice(behind)];
}

/** Whether a text is an AWS account id: twelve digits. */
export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}
