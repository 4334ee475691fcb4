import { getNodePath, type Node } from 'jsonc-parser';
import { arnMatchesFormat, type Catalogue, expandActions } from '../catalogue';
import type { PolicyKind } from '../document';
import { readPolicyText } from './text';
import type { LintedPolicy } from './text';
import type { Finding, Place, Severity } from './types';

/** What a policy is attached to, as far as it matters to the linter. */
export type LintKind = PolicyKind | 'permissions-boundary';

/** What rules look at. */
export interface LintContext extends LintedPolicy {
  kind: LintKind;
  /** Whether the policy gives rights. Boundaries and control policies only limit what others give. */
  grants: boolean;
  catalogue: Catalogue;
  /** Account the policy belongs to, where it is known. */
  accountId?: string;
  purpose?: 'cross-account' | 'execution';
  /** How an identity policy is attached, where it is known. */
  attachment?: 'managed' | 'inline';
  /** Every action of the catalogue that a pattern reaches. */
  reach(pattern: string): string[];
  /** Whether an ARN, or a pattern of one, has one of these forms. */
  fits(formats: Iterable<string>, arn: string): boolean;
  placeOf(node: Node): Place;
  placeAt(start: number, end: number, path?: Place['path']): Place;
}

/** Looks at a policy from one side. Pure; the order of its findings does not matter. */
export type Rule = (context: LintContext) => Finding[];

/** What all findings of a rule have in common. */
export interface RuleFacts {
  rule: string;
  severity: Severity;
  source: string;
}

/** A finding about a node of the text. */
export function finding(
  context: LintContext,
  facts: RuleFacts,
  node: Node,
  message: string,
  correction: Finding['correction'],
): Finding {
  return { ...facts, place: context.placeOf(node), message, correction };
}

export function createContext(
  text: string,
  options: {
    kind?: LintKind;
    catalogue: Catalogue;
    accountId?: string;
    purpose?: LintContext['purpose'];
    attachment?: LintContext['attachment'];
  },
): LintContext {
  const policy = readPolicyText(text);
  const kind = options.kind ?? guessKind(policy);
  const lineStarts = [
    0,
    ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1),
  ];
  const placeAt: LintContext['placeAt'] = (start, end, path = []) => {
    const next = lineStarts.findIndex(lineStart => lineStart > start);
    const line = (next < 0 ? lineStarts.length : next) - 1;
    return {
      start,
      end,
      line: line + 1,
      column: start - lineStarts[line] + 1,
      path,
    };
  };
  const reached = new Map<string, string[]>();
  const fitting = new Map<string, Map<string, boolean>>();
  const fits = (format: string, arn: string): boolean => {
    const known = fitting.get(format) ?? new Map<string, boolean>();
    fitting.set(format, known);
    const fit = known.get(arn) ?? arnMatchesFormat(format, arn);
    known.set(arn, fit);
    return fit;
  };
  return {
    ...policy,
    ...options,
    kind,
    grants: ['identity', 'trust', 'resource'].includes(kind),
    reach: pattern => {
      // IAM takes no wildcards in a service's prefix, but for all services.
      const refused = /^[^:]*[*?][^:]*:/.test(pattern) && pattern !== '*:*';
      const known = reached.get(pattern);
      const actions =
        known ?? (refused ? [] : expandActions(options.catalogue, pattern));
      reached.set(pattern, actions);
      return actions;
    },
    fits: (formats, arn) => {
      for (const format of formats) {
        if (fits(format, arn)) {
          return true;
        }
      }
      return false;
    },
    placeAt,
    placeOf: node =>
      placeAt(node.offset, node.offset + node.length, getNodePath(node)),
  };
}

/**
 * A policy that names principals is a role's trust when all it speaks of is `sts`, else it belongs to a resource. One that speaks
 * of `sts` and names neither principals nor resources is a trust policy, too, that forgot whom to trust.
 */
function guessKind({ statements }: LintedPolicy): LintKind {
  const has = (name: RegExp) =>
    statements.some(({ elements }) =>
      elements.some(element => name.test(element.name)),
    );
  const actions = statements.flatMap(statement => [
    ...statement.actions,
    ...statement.notActions,
  ]);
  const assumes =
    actions.length > 0 && actions.every(({ text }) => /^sts:/i.test(text));
  if (has(/^(Not)?Principal$/)) {
    return assumes ? 'trust' : 'resource';
  }
  return assumes && !has(/^(Not)?Resource$/) ? 'trust' : 'identity';
}
