import type { Node } from 'jsonc-parser';
import type { Effect } from '../../document';

/** A value of a policy and where it stands. */
export interface LintedText {
  /** As the author wrote it, without quotes. */
  text: string;
  node: Node;
}

/** An element of a statement or of the policy: the whole property, its name and its value. */
export interface LintedElement {
  name: string;
  property: Node;
  key: Node;
  value: Node;
}

export type PrincipalKind =
  | '*'
  | 'AWS'
  | 'Service'
  | 'Federated'
  | 'CanonicalUser';

export interface LintedPrincipal extends LintedText {
  kind: PrincipalKind;
}

/** One key under one operator of a condition. */
export interface LintedCondition {
  operator: string;
  operatorNode: Node;
  key: string;
  keyNode: Node;
  values: LintedText[];
}

/** A statement as far as it can be read; what is missing or of the wrong form is empty here. */
export interface LintedStatement {
  node: Node;
  /** Path in the text: `['Statement', 0]`. */
  path: Array<string | number>;
  elements: LintedElement[];
  effect?: Effect;
  principals: LintedPrincipal[];
  notPrincipals: LintedPrincipal[];
  actions: LintedText[];
  notActions: LintedText[];
  resources: LintedText[];
  notResources: LintedText[];
  conditions: LintedCondition[];
}

/** A policy as far as its text can be read. */
export interface LintedPolicy {
  /** As it was given. */
  text: string;
  /** The same with quotes in place of the first and last character of each unquoted placeholder: offsets stay. */
  readable: string;
  root?: Node;
  /** Unquoted placeholders. */
  unquoted: Array<{ start: number; end: number }>;
  mistakes: Array<{
    message: string;
    start: number;
    end: number;
    path: Array<string | number>;
  }>;
  /** Whether the text is one statement without a policy around it. */
  bare: boolean;
  /** Elements of the policy itself; none for a bare statement. */
  elements: LintedElement[];
  statements: LintedStatement[];
}
