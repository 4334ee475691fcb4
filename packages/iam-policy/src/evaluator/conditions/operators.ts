import { type ContextValues } from '../context';
import { compileArnPattern } from '../resource';
import { fillTemplate, parseTemplate, templateMatcher } from '../template';
import { compileRange } from './ip';
import { parseBase64, parseDate, parseNumber } from './values';

/** Whether a value of the request matches one value of the policy. */
export type ValueTest = (value: string, context: ContextValues) => boolean;

/** Compiles one value of the policy. */
type CompileValue = (wanted: string, variables: boolean) => ValueTest;

/** An operator without its modifiers. A negated one holds where no value of the policy matches. */
export interface Operator {
  compile: CompileValue;
  negated: boolean;
}

const equals: CompileValue = (wanted, variables) => {
  const template = parseTemplate(wanted, variables);
  return (value, context) => fillTemplate(template, context) === value;
};

const equalsIgnoringCase: CompileValue = (wanted, variables) => {
  const template = parseTemplate(wanted, variables);
  return (value, context) =>
    fillTemplate(template, context)?.toLowerCase() === value.toLowerCase();
};

const like: CompileValue = (wanted, variables) =>
  templateMatcher(parseTemplate(wanted, variables));

const arnLike: CompileValue = (wanted, variables) =>
  templateMatcher(parseTemplate(wanted, variables), compileArnPattern);

const inRange: CompileValue = compileRange;

const sameBytes: CompileValue = wanted => {
  const bytes = parseBase64(wanted);
  return value => bytes !== undefined && parseBase64(value) === bytes;
};

function compared(
  parse: (text: string) => number,
  holds: (value: number, wanted: number) => boolean,
): CompileValue {
  return wanted => {
    const limit = parse(wanted);
    return value => holds(parse(value), limit);
  };
}

/** The six comparisons of numbers and of dates; none holds where either side is neither. */
function comparisons(
  type: string,
  parse: (text: string) => number,
): Record<string, Operator> {
  const same = compared(parse, (value, wanted) => value === wanted);
  const operator = (holds: (value: number, wanted: number) => boolean) => ({
    compile: compared(parse, holds),
    negated: false,
  });
  return {
    [`${type}equals`]: { compile: same, negated: false },
    [`${type}notequals`]: { compile: same, negated: true },
    [`${type}lessthan`]: operator((value, wanted) => value < wanted),
    [`${type}lessthanequals`]: operator((value, wanted) => value <= wanted),
    [`${type}greaterthan`]: operator((value, wanted) => value > wanted),
    [`${type}greaterthanequals`]: operator((value, wanted) => value >= wanted),
  };
}

/**
 * Every condition operator but `Null`, by its name in lower case. Variables are for strings, ARNs and `Bool`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operators: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    stringequals: { compile: equals, negated: false },
    stringnotequals: { compile: equals, negated: true },
    stringequalsignorecase: { compile: equalsIgnoringCase, negated: false },
    stringnotequalsignorecase: { compile: equalsIgnoringCase, negated: true },
    stringlike: { compile: like, negated: false },
    stringnotlike: { compile: like, negated: true },
    ...comparisons('numeric', parseNumber),
    ...comparisons('date', parseDate),
    bool: { compile: equalsIgnoringCase, negated: false },
    binaryequals: { compile: sameBytes, negated: false },
    ipaddress: { compile: inRange, negated: false },
    notipaddress: { compile: inRange, negated: true },
    arnequals: { compile: arnLike, negated: false },
    arnlike: { compile: arnLike, negated: false },
    arnnotequals: { compile: arnLike, negated: true },
    arnnotlike: { compile: arnLike, negated: true },
  }),
);
