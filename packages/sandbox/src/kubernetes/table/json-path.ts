import { isJsonObject } from '../json';
import type { Json } from '../types';

type Step = (values: Json[]) => Json[];

const STEP =
  /\.?\[\?\(\s*@\.?([^=!<>\s]*)\s*(==|!=)\s*(?:"([^"]*)"|'([^']*)'|([^)\s]+))\s*\)\]|\.?\[\s*(?:"([^"]*)"|'([^']*)')\s*\]|\.?\[\s*(-?\d+)\s*\]|\.?\[\s*\*\s*\]|\.\*|\.((?:\\.|[^.[\]\\])+)/gy;

function child(key: string): Step {
  return values =>
    values.flatMap(value =>
      isJsonObject(value) && Object.hasOwn(value, key) ? [value[key]] : [],
    );
}

const children: Step = values =>
  values.flatMap(value => {
    if (Array.isArray(value)) {
      return value;
    }
    return isJsonObject(value) ? Object.values(value) : [];
  });

function element(index: number): Step {
  return values =>
    values.flatMap(value =>
      Array.isArray(value) ? value.slice(index).slice(0, 1) : [],
    );
}

function filter(path: string, operator: string, expected: string): Step {
  const evaluate =
    path === '' ? (value: Json) => [value] : compileJsonPath(`.${path}`);
  return values =>
    values
      .flatMap(value => (Array.isArray(value) ? value : []))
      .filter(value => {
        const equal = evaluate(value).some(found => String(found) === expected);
        return operator === '==' ? equal : !equal;
      });
}

/**
 * The part of kubectl's JSONPath that `additionalPrinterColumns` use: fields, indexes, wildcards and filters that compare.
 *
 * @throws TypeError when it cannot be parsed
 */
export function compileJsonPath(path: string): (value: Json) => Json[] {
  const source = path
    .trim()
    .replace(/^\{(.*)\}$/s, '$1')
    .replace(/^\$/, '');
  const text = /^[.[]/.test(source) || source === '' ? source : `.${source}`;
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  let position = 0;
  while (position < text.length && text !== '.') {
    STEP.lastIndex = position;
    const match = STEP.exec(text);
    if (!match) {
      throw new TypeError(
        `JSONPath "${path}" is not understood at "${text.slice(position)}"`,
      );
    }
    position = STEP.lastIndex;
    const [
      whole,
      filterPath,
      operator,
      double,
      single,
      bare,
      key,
      otherKey,
      index,
      name,
    ] = match;
    if (operator) {
      steps.push(filter(filterPath, operator, double ?? single ?? bare));
    } else if (key !== undefined || otherKey !== undefined) {
      steps.push(child(key ?? otherKey));
    } else if (index !== undefined) {
      steps.push(element(Number(index)));
    } else if (whole.includes('*') && name === undefined) {
      steps.push(children);
    } else {
      steps.push(child(name.replace(/\\(.)/g, '$1')));
    }
  }
  return value => steps.reduce((values, step) => step(values), [value]);
}
