import { type ConditionBlock } from '../../document';
import { type ContextValues } from '../context';
import { operators, type ValueTest } from './operators';

/** One key under one operator. */
export interface Condition {
  /** As the policy writes it. */
  operator: string;
  key: string;
  wanted: string[];
  holds(context: ContextValues): boolean;
}

const OPERATOR = /^(?:(forallvalues|foranyvalue):)?(\w+?)(ifexists)?$/;

/**
 * Compiles a condition block: every condition of it must hold.
 *
 * @param variables - whether the policy's version knows variables
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function compileConditions(
  block: ConditionBlock | undefined,
  variables: boolean,
): Condition[] {
  return Object.entries(block ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => ({
      operator,
      key,
      wanted,
      holds: compileCondition(operator, key.toLowerCase(), wanted, variables),
    })),
  );
}

/** An operator that IAM does not know never holds. */
function compileCondition(
  operator: string,
  key: string,
  wanted: string[],
  variables: boolean,
): Condition['holds'] {
  const [, quantifier, name, ifExists] =
    OPERATOR.exec(operator.toLowerCase()) ?? [];
  if (name === 'null') {
    const present = wanted.map(text => text.toLowerCase() === 'false');
    // "The key exists and its value is not null": an empty list is none.
    return context => present.includes((context.get(key)?.length ?? 0) > 0);
  }
  const known = operators.get(name);
  if (!known) {
    return () => false;
  }
  const tests = wanted.map(text => known.compile(text, variables));
  // Several values of a negated operator: none of them may match.
  const passes: ValueTest = known.negated
    ? (value, context) => !tests.some(test => test(value, context))
    : (value, context) => tests.some(test => test(value, context));
  const whenAbsent =
    ifExists !== undefined ||
    quantifier === 'forallvalues' ||
    (quantifier === undefined && known.negated);
  return context => {
    const value = context.get(key);
    if (value === undefined) {
      return whenAbsent;
    }
    if (quantifier === undefined) {
      // A key with several values has to be asked with a set operator; without one nothing is compared.
      return typeof value === 'string' && passes(value, context);
    }
    const values = (typeof value === 'string' ? [value] : value).filter(
      // "A null data set, such as an empty string" counts as no value.
      text => text !== '',
    );
    return quantifier === 'forallvalues'
      ? values.every(text => passes(text, context))
      : values.some(text => passes(text, context));
  };
}
