/** Condition operators without their modifiers, as IAM writes them. */
export const operatorNames = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'NotIpAddress',
  'ArnEquals',
  'ArnLike',
  'ArnNotEquals',
  'ArnNotLike',
  'Null',
] as const;

export interface OperatorParts {
  /** `ForAllValues:` or `ForAnyValue:`, or empty. */
  quantifier: string;
  name: string;
  /** `IfExists`, or empty. */
  suffix: string;
}

export function splitOperator(operator: string): OperatorParts {
  const [, quantifier = '', name = '', suffix = ''] =
    /^(ForA(?:ll|ny)Values?:)?(.*?)(IfExists)?$/i.exec(operator) ?? [];
  return { quantifier, name, suffix };
}

export function joinOperator({
  quantifier,
  name,
  suffix,
}: OperatorParts): string {
  return `${quantifier}${name}${suffix}`;
}

export function isKnownOperator(operator: string): boolean {
  const { quantifier, name, suffix } = splitOperator(operator);
  return (
    /^(ForAllValues:|ForAnyValue:)?$/i.test(quantifier) &&
    operatorNames.some(known => known.toLowerCase() === name.toLowerCase()) &&
    !(suffix && name.toLowerCase() === 'null')
  );
}
