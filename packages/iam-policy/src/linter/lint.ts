import { builtInCatalogue, type Catalogue } from '../catalogue';
import { type PolicyDocument, printPolicy } from '../document';
import { policyLimits } from '../limits';
import { createContext, type LintContext, type LintKind } from './context';
import { rules } from './rules';
import type { Finding } from './types';

/** What the linter cannot read off the policy. */
export interface LintOptions {
  /** What the policy is attached to; guessed from its principals and actions when left out. */
  kind?: LintKind;
  /** Services to look actions up in; {@link builtInCatalogue} when left out. */
  catalogue?: Catalogue;
  /** Account the policy belongs to: trust in it is no foreign trust. */
  accountId?: string;
  /** Who is to take the role of a trust policy: somebody of another account, or an AWS service that works with it. */
  purpose?: LintContext['purpose'];
  /** How an identity policy is attached; it decides how large it may be. */
  attachment?: LintContext['attachment'];
}

/** In characters. The largest policy that AWS takes has 32 KiB (KMS); what is far beyond is not looked at. */
const LARGEST = 49_152;

/**
 * Looks a policy's JSON text over. The text may be broken: what can be read of it is looked at.
 *
 * @returns findings in the order of the text, the gravest first where several begin at one place
 */
export function lintPolicy(text: string, options: LintOptions = {}): Finding[] {
  if (text.length > LARGEST) {
    return [tooLarge(text)];
  }
  const context = createContext(text, {
    ...options,
    catalogue: options.catalogue ?? builtInCatalogue,
  });
  return rules.flatMap(rule => rule(context)).sort(byPlace);
}

function tooLarge(text: string): Finding {
  const end = text.length;
  return {
    rule: 'policy-size',
    severity: 'error',
    place: { start: 0, end, line: 1, column: 1, path: [] },
    message: `The text has ${end} characters. AWS takes no policy of this size, so it was not looked at.`,
    correction: { start: 0, end, text },
    source: policyLimits.managed.source,
  };
}

/** As {@link lintPolicy}; the places are those of `printPolicy(document)`. */
export function lintDocument(
  document: PolicyDocument,
  options: LintOptions = {},
): Finding[] {
  return lintPolicy(printPolicy(document), options);
}

/** The text with a finding's correction in it. */
export function applyCorrection(text: string, { correction }: Finding): string {
  const { start, end } = correction;
  return `${text.slice(0, start)}${correction.text}${text.slice(end)}`;
}

const GRAVITY: ReadonlyArray<Finding['severity']> = [
  'error',
  'warning',
  'info',
];

function byPlace(a: Finding, b: Finding): number {
  return (
    a.place.start - b.place.start ||
    GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity)
  );
}
