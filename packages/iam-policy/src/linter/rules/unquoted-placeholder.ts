import type { Rule } from '../context';

/** A placeholder outside of quotes makes the whole text no JSON. */
export const unquotedPlaceholder: Rule = context =>
  context.unquoted.map(({ start, end }) => ({
    rule: 'unquoted-placeholder',
    severity: 'error',
    place: context.placeAt(start, end),
    message:
      'A placeholder stands here without quotes, so that the text is no JSON. Put quotes around it, and fill it in.',
    correction: {
      start,
      end,
      text: JSON.stringify(context.text.slice(start, end)),
    },
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  }));
