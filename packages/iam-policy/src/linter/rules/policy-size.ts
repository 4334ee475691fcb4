import type { Rule } from '../context';
import { limitOf, nonWhiteSpace } from '../../limits/measure';

/** Policies that are larger than IAM takes. */
export const policySize: Rule = context => {
  const limit = limitOf(context.kind, context.attachment);
  const counted =
    context.kind === 'service-control' || context.kind === 'resource-control'
      ? context.text.length
      : nonWhiteSpace(context.text);
  if (!context.root || !limit || counted <= limit.characters) {
    return [];
  }
  const end = context.text.length;
  return [
    {
      rule: 'policy-size',
      severity: 'error',
      place: context.placeAt(0, end),
      message: `The policy has ${counted} characters as AWS counts them; ${limit.name} may have ${limit.characters}. Put names that begin alike together with a wildcard, or spread the statements over several policies.`,
      correction: { start: 0, end, text: compacted(context.text) },
      source: limit.source,
    },
  ];
};

/** White space counts in control policies only; there it is the first thing to go. */
function compacted(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"?|\s+/g, piece =>
    piece.startsWith('"') ? piece : '',
  );
}
