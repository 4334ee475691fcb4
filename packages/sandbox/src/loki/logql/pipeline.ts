import { extractJsonLabels } from './json';
import type { LabelFilter, LogQuery, NumberOperator, Stage } from './types';

export type Labels = Readonly<Record<string, string>>;

const COMPARISONS: Record<
  NumberOperator,
  (left: number, right: number) => boolean
> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
};

/**
 * Puts one line through the stages of a query.
 *
 * @returns the line's labels with those that stages have added, or undefined where a filter drops the line
 */
export function runPipeline(
  query: LogQuery,
  line: string,
  streamLabels: Labels,
): Labels | undefined {
  let labels = streamLabels;
  for (const stage of query.pipeline) {
    const result = runStage(stage, line, labels, streamLabels);
    if (!result) {
      return undefined;
    }
    labels = result;
  }
  return labels;
}

function runStage(
  stage: Stage,
  line: string,
  labels: Labels,
  streamLabels: Labels,
): Labels | undefined {
  switch (stage.kind) {
    case 'line': {
      const found = stage.tests.some(test => test(line));
      return found === stage.operator.startsWith('|') ? labels : undefined;
    }
    case 'json':
      return { ...labels, ...extractJsonLabels(line, streamLabels) };
    default: {
      const errors: Record<string, string> = {};
      const kept = passes(stage.filter, labels, errors);
      return kept ? { ...labels, ...errors } : undefined;
    }
  }
}

function passes(
  filter: LabelFilter,
  labels: Labels,
  errors: Record<string, string>,
): boolean {
  switch (filter.kind) {
    case 'and':
      return (
        passes(filter.left, labels, errors) &&
        passes(filter.right, labels, errors)
      );
    case 'or':
      return (
        passes(filter.left, labels, errors) ||
        passes(filter.right, labels, errors)
      );
    case 'text':
      return filter.matcher.matches(labels[filter.matcher.label] ?? '');
    default: {
      const text = labels[filter.label];
      if (text === undefined) {
        return false;
      }
      const value = text.trim() === '' ? NaN : Number(text);
      if (Number.isNaN(value)) {
        // Loki lets the line through and marks it.
        errors.__error__ = labels.__error__ ?? 'LabelFilterErr';
        errors.__error_details__ =
          labels.__error_details__ ??
          `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`;
        return true;
      }
      return COMPARISONS[filter.operator](value, filter.value);
    }
  }
}
