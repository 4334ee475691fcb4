import { finding, type LintContext, type Rule } from '../context';
import type { LintedStatement } from '../text';
import type { Finding } from '../types';

/** A statement without the policy around it. */
export const bareStatement: Rule = context =>
  context.bare
    ? context.statements.map(statement => {
        return finding(
          context,
          {
            rule: 'bare-statement',
            severity: 'error',
            source:
              'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
          },
          statement.node,
          'This is one statement, no policy document: IAM takes it only inside of Version and Statement.',
          aroundTheText(context, statement),
        );
      })
    : [];

/** The statement's own text is kept; unquoted placeholders in it get their quotes. */
function aroundTheText(
  { text, unquoted }: LintContext,
  { node }: LintedStatement,
): Finding['correction'] {
  const start = node.offset;
  const end = start + node.length;
  const quoted = unquoted.reduceRight(
    (inner, placeholder) =>
      `${inner.slice(0, placeholder.start - start)}"${text.slice(
        placeholder.start,
        placeholder.end,
      )}"${inner.slice(placeholder.end - start)}`,
    text.slice(start, end),
  );
  const statement = quoted.replaceAll('\n', '\n    ');
  return {
    start,
    end,
    text: `{\n  "Version": "2012-10-17",\n  "Statement": [\n    ${statement}\n  ]\n}`,
  };
}
