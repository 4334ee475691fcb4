import {
  fieldPath,
  type FieldProblem,
  InvalidFieldsError,
} from '@cluster-self-service/iam-policy';
import { plainText } from '../fields';
import { hclTextProblem } from './text';

/** A text for people or programs that HCL carries as it is. The options are those of `plainText`. */
export function hclText(options: Parameters<typeof plainText>[0]) {
  return plainText(options).superRefine((text, context) => {
    const message = hclTextProblem(text);
    if (message) {
      context.addIssue({ code: 'custom', message });
    }
  });
}

/**
 * Checks every text in data that somebody else has built.
 *
 * @param data - the texts, the keys and the lists and objects around them
 * @param root - name of the field that holds the data
 * @param problemOf - what is wrong with a text, which may be a key
 * @throws InvalidFieldsError naming each place
 */
export function checkTexts(
  data: unknown,
  root: string,
  problemOf: (
    text: string,
    isKey: boolean,
  ) => string | undefined = hclTextProblem,
): void {
  const problems: FieldProblem[] = [];
  const check = (text: string, path: PropertyKey[], isKey: boolean) => {
    const message = problemOf(text, isKey);
    if (message) {
      problems.push({ path: fieldPath(path), message });
    }
  };
  const visit = (value: unknown, path: PropertyKey[]) => {
    if (typeof value === 'string') {
      check(value, path, false);
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => visit(item, [...path, index]));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        check(key, path, true);
        visit(item, [...path, key]);
      }
    }
  };
  visit(data, [root]);
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
}
