import type { ConditionKeyType } from '../../catalogue';
import type { JsonValue } from '../../document';
import { compileRange } from '../../evaluator/conditions/ip';
import { keyType } from '../condition-keys';
import { finding, type LintContext, type Rule } from '../context';
import { changeCondition, oneOrMore } from '../corrections';
import { isKnownOperator, joinOperator, splitOperator } from '../operators';
import type { LintedCondition } from '../text';
import { hasPlaceholder } from '../words';

interface Problem {
  message: string;
  operator?: string;
  values?: JsonValue;
}

type Family =
  | 'String'
  | 'Numeric'
  | 'Date'
  | 'Bool'
  | 'IPAddress'
  | 'ARN'
  | 'Null';

const FORMS: Readonly<Record<Exclude<Family, 'IPAddress'>, RegExp>> = {
  String: /^/,
  Numeric: /^-?\d+(\.\d+)?$/,
  Date: /^(\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2}))?|\d+)$/,
  Bool: /^(true|false)$/i,
  Null: /^(true|false)$/i,
  ARN: /^(arn:.*|\*)$/,
};

const EXAMPLES: Readonly<Record<Family, string>> = {
  String: '<text>',
  Numeric: '<number>',
  Date: '<yyyy-mm-ddThh:mm:ssZ>',
  Bool: 'true',
  Null: 'false',
  IPAddress: '<address-range>',
  ARN: '<arn>',
};

/** Operators that do not fit the key they compare, or the values they compare it with. */
export const operatorType: Rule = context =>
  context.statements.flatMap(statement =>
    statement.conditions
      .filter(({ operator }) => isKnownOperator(operator))
      .flatMap(condition => {
        const problem = problemOf(context, condition);
        return problem
          ? [
              finding(
                context,
                {
                  rule: 'operator-type',
                  severity: 'error',
                  source:
                    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
                },
                condition.keyNode,
                problem.message,
                changeCondition(context, statement, condition, {
                  ...(problem.operator && { operator: problem.operator }),
                  ...(problem.values !== undefined && {
                    values: problem.values,
                  }),
                }),
              ),
            ]
          : [];
      }),
  );

function problemOf(
  context: LintContext,
  condition: LintedCondition,
): Problem | undefined {
  const parts = splitOperator(condition.operator);
  const family = familyOf(parts.name);
  const type = keyType(context, condition.key);
  const single = type?.replace('ArrayOf', '');
  const to = (name: string) => joinOperator({ ...parts, name });
  const values = condition.values
    .map(({ text }) => text)
    .filter(text => !hasPlaceholder(text) && !text.includes('${'));
  const wrong = values.filter(text => !isOf(family, text));
  if (family !== 'Null' && type?.startsWith('ArrayOf') && !parts.quantifier) {
    return {
      message: `${condition.key} has many values; without ForAllValues: or ForAnyValue: it is not clear which of them count.`,
      operator: joinOperator({ ...parts, quantifier: 'ForAnyValue:' }),
    };
  }
  if (single && !fits(family, single)) {
    const name = operatorFor(single, parts.name);
    const other = familyOf(name);
    const stay = values.every(text => isOf(other, text));
    return {
      message: `${condition.key} is of the type ${single}; ${
        parts.name
      } compares it as ${family === 'String' ? 'text' : family}. Use ${name}.`,
      operator: to(name),
      ...(!stay && { values: EXAMPLES[other] }),
    };
  }
  if (wrong.length > 0) {
    return {
      message: `${parts.name} cannot compare with "${wrong[0]}"${
        family === 'Bool' || family === 'Null'
          ? ': it takes "true" or "false"'
          : ''
      }. The condition is never met.`,
      values: oneOrMore(
        condition.values.map(({ text }) =>
          wrong.includes(text) ? EXAMPLES[family] : text,
        ),
      ),
    };
  }
  return undefined;
}

function isOf(family: Family, text: string): boolean {
  return family === 'IPAddress'
    ? compileRange(text)(text.split('/', 1)[0])
    : FORMS[family].test(text);
}

function familyOf(name: string): Family {
  if (/^string|^binary/i.test(name)) {
    return 'String';
  }
  if (/ipaddress$/i.test(name)) {
    return 'IPAddress';
  }
  if (/^arn/i.test(name)) {
    return 'ARN';
  }
  if (/^numeric/i.test(name)) {
    return 'Numeric';
  }
  if (/^date/i.test(name)) {
    return 'Date';
  }
  return /^null$/i.test(name) ? 'Null' : 'Bool';
}

/** ARNs may be compared as text, and texts may hold ARNs; dates may be seconds. */
function fits(family: Family, type: string): boolean {
  return (
    family === 'Null' ||
    family === type ||
    (family === 'String' && (type === 'ARN' || type === 'Bool')) ||
    (family === 'ARN' && type === 'String') ||
    (family === 'Numeric' && type === 'Date')
  );
}

function operatorFor(type: ConditionKeyType | string, written: string): string {
  const not = /not/i.test(written);
  switch (type) {
    case 'Numeric':
      return not ? 'NumericNotEquals' : 'NumericEquals';
    case 'Date':
      return not ? 'DateNotEquals' : 'DateEquals';
    case 'Bool':
      return 'Bool';
    case 'IPAddress':
      return not ? 'NotIpAddress' : 'IpAddress';
    case 'ARN':
      return not ? 'ArnNotLike' : 'ArnLike';
    default:
      return not ? 'StringNotEquals' : 'StringEquals';
  }
}
