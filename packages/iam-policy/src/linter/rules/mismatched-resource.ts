import type { Finding } from '../types';
import { parseArn } from '../../arn';
import { formatsTakenBy } from '../arns';
import {
  finding,
  type LintContext,
  type Rule,
  type RuleFacts,
} from '../context';
import { replaceStatement } from '../corrections';
import { isEveryResource } from '../meaning';
import { scopedStatements } from '../scoping';
import type { LintedStatement } from '../text';
import { listed } from '../words';
import { isMalformed } from './malformed-arn';

const facts: RuleFacts = {
  rule: 'mismatched-resource',
  severity: 'error',
  source:
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
};

/** Actions and resources of one statement that have nothing to do with each other. */
export const mismatchedResource: Rule = context =>
  ['trust', 'resource', 'resource-control'].includes(context.kind)
    ? []
    : context.statements.flatMap(statement => inStatement(context, statement));

function inStatement(
  context: LintContext,
  statement: LintedStatement,
): Finding[] {
  const { actions, resources } = statement;
  const judged = resources.every(
    ({ text }) =>
      parseArn(text) && !isEveryResource(text) && !isMalformed(context, text),
  );
  if (!judged || resources.length === 0) {
    return [];
  }
  const reached = actions.map(({ text, node }) => {
    const names = context.reach(text);
    const formats = formatsTakenBy(context.catalogue, names);
    return { text, node, known: names.length > 0, formats };
  });
  const lonely = reached.filter(
    ({ formats }) =>
      formats.size > 0 &&
      !resources.some(({ text }) => context.fits(formats, text)),
  );
  const useless = reached.every(({ known }) => known)
    ? resources.filter(
        ({ text }) =>
          !reached.some(({ formats }) => context.fits(formats, text)),
      )
    : [];
  if (lonely.length === 0 && useless.length === 0) {
    return [];
  }
  const correction = replaceStatement(
    context,
    statement,
    scopedStatements(context, statement),
  );
  return [
    ...lonely.map(({ text, node }) =>
      finding(
        context,
        facts,
        node,
        `None of the statement's resources is of a type that ${text} takes, so the statement never applies to it.`,
        correction,
      ),
    ),
    ...useless
      .filter(() => lonely.length === 0)
      .map(({ node }) =>
        finding(
          context,
          { ...facts, severity: 'warning' },
          node,
          `None of ${listed(
            actions.map(({ text }) => text),
          )} takes a resource of this type: it has no effect here.`,
          correction,
        ),
      ),
  ];
}
