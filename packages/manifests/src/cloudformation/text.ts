const DYNAMIC_REFERENCE = /\{\{\s*resolve:/i;
const INTRINSIC = /^(Ref|Fn::.*)$/s;

/**
 * Why CloudFormation would not take a text as it is, or `undefined` when it would. `${…}` is plain text, because nothing here is
 * inside `Fn::Sub`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function cloudFormationTextProblem(
  text: string,
  isKey: boolean,
): string | undefined {
  if (DYNAMIC_REFERENCE.test(text)) {
    return 'leave out "{{resolve:": CloudFormation would put a secret or parameter in its place';
  }
  if (isKey && INTRINSIC.test(text)) {
    return 'use another key than the name of a function: CloudFormation would call it';
  }
  if (/\p{Cs}/u.test(text)) {
    return 'use whole Unicode characters: half of a surrogate pair cannot be written';
  }
  return undefined;
}
