import { type Arn, parseArn } from '../arn';
import { compilePattern } from '../pattern';
import { type ContextValues } from './context';
import { parseTemplate, templateMatcher } from './template';

/** What a request calls: its text, and its parts where it is an ARN. */
export interface RequestResource {
  text: string;
  arn: Arn | undefined;
}

/** Whether a resource is meant by one entry of a `Resource` or `NotResource` element. */
export type ResourceMatcher = (
  resource: RequestResource,
  context: ContextValues,
) => boolean;

/**
 * Compiles one entry of a `Resource` or `NotResource` element. The parts of an ARN are compared one by one; a `*` at the end of an
 * ARN that stops early goes on over the colons behind it. Variables count in the last part only.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function compileResource(
  pattern: string,
  variables: boolean,
): ResourceMatcher {
  if (pattern === '*') {
    return () => true;
  }
  if (!/[*?]|\$\{/.test(pattern)) {
    return ({ text }) => text === pattern;
  }
  const wanted = parseArn(withAllParts(pattern));
  if (!wanted) {
    return () => false;
  }
  const matchesHead = compileArnHead(wanted);
  const matchesResource = templateMatcher(
    parseTemplate(wanted.resource, variables),
  );
  return ({ arn }, context) =>
    arn !== undefined &&
    matchesHead(arn) &&
    matchesResource(arn.resource, context);
}

/**
 * Compiles a pattern of an ARN as the ARN operators see it: all six parts, each compared by itself.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function compileArnPattern(pattern: string): (text: string) => boolean {
  const wanted = parseArn(pattern);
  if (!wanted) {
    return () => false;
  }
  const matchesHead = compileArnHead(wanted);
  const matchesResource = compilePattern(wanted.resource);
  return text => {
    const arn = parseArn(text);
    return (
      arn !== undefined && matchesHead(arn) && matchesResource(arn.resource)
    );
  };
}

function compileArnHead(wanted: Arn): (arn: Arn) => boolean {
  const partition = compilePattern(wanted.partition);
  const service = compilePattern(wanted.service);
  const region = compilePattern(wanted.region);
  const accountId = compilePattern(wanted.accountId);
  return arn =>
    service(arn.service) &&
    accountId(arn.accountId) &&
    region(arn.region) &&
    partition(arn.partition);
}

/** `arn:aws:s3:*` as `arn:aws:s3:*:*:*`. */
function withAllParts(pattern: string): string {
  const missing = 6 - pattern.split(':', 6).length;
  return pattern.endsWith('*') ? pattern + ':*'.repeat(missing) : pattern;
}
