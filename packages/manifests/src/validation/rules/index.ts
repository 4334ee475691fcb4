import { fieldPath, type FieldProblem } from '@cluster-self-service/iam-policy';
import type * as z from 'zod';
import type { Manifest } from '../types';
import { kindRules } from './kinds';
import { metadataRules } from './metadata';

/** Files that are read by a tool and never sent to the API server. */
const NO_NAME_NEEDED = ['Kustomization', 'Component'];

/** What the API server would refuse although it fits the schema. */
export function ruleProblems(object: Manifest): FieldProblem[] {
  const { apiVersion, kind } = object;
  return [
    ...(NO_NAME_NEEDED.includes(kind)
      ? []
      : check(metadataRules(kind), object)),
    ...check(kindRules[`${apiVersion}/${kind}`], object),
  ];
}

function check(rules: z.ZodType | undefined, object: unknown): FieldProblem[] {
  const issues = rules?.safeParse(object).error?.issues ?? [];
  return issues.map(({ path, message }) => ({
    path: fieldPath(path),
    message,
  }));
}
