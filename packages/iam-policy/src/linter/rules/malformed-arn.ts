import { parseArn } from '../../arn';
import { patternsOverlap } from '../../pattern';
import { finding, type LintContext, type Rule } from '../context';
import { examplesFor, formatsOfArnService, repairedArn } from '../arns';
import { replaceNode } from '../corrections';
import { isEveryResource } from '../meaning';
import type { LintedStatement } from '../text';
import type { Severity } from '../types';
import { hasPlaceholder } from '../words';

/** What AWS offers to everyone has no account, though the forms ask for one. */
const OF_AWS =
  /^arn:[^:]*:ssm:[^:]*::(document|automation-definition|parameter)\//;

/** Resources that are no ARN, or no ARN of any type their service has. */
export const malformedArn: Rule = context =>
  context.statements.flatMap(statement =>
    [...statement.resources, ...statement.notResources].flatMap(
      ({ text, node }) => {
        const problem = problemOf(context, statement, text);
        return problem
          ? [
              finding(
                context,
                {
                  rule: 'malformed-arn',
                  severity: problem.severity,
                  source:
                    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html',
                },
                node,
                problem.message,
                replaceNode(node, problem.instead),
              ),
            ]
          : [];
      },
    ),
  );

/** Whether an ARN has none of the forms its service has. Services that are not in the catalogue are not judged. */
export function isMalformed(context: LintContext, text: string): boolean {
  const service = parseArn(text)?.service ?? '';
  const formats = formatsOfArnService(context.catalogue, service);
  return (
    context.catalogue.service(service) !== undefined &&
    formats.length > 0 &&
    !context.fits(formats, text) &&
    !OF_AWS.test(text)
  );
}

function problemOf(
  context: LintContext,
  statement: LintedStatement,
  text: string,
): { severity: Severity; message: string; instead: string } | undefined {
  const { catalogue, reach } = context;
  if (isEveryResource(text) || text === '') {
    return undefined;
  }
  const arn = parseArn(text);
  if (!arn) {
    // A star at the end stands for the parts that are missing. A lone placeholder or variable may stand for a whole ARN.
    if (
      /^arn:.*\*$/.test(text) ||
      (hasPlaceholder(text) && !text.startsWith('arn:')) ||
      /^\$\{[^{}]*\}$/.test(text)
    ) {
      return undefined;
    }
    const [example] = statement.actions
      .flatMap(action => reach(action.text))
      .flatMap(action => examplesFor(catalogue, action));
    return {
      severity: 'error',
      message:
        'This is no ARN: a resource reads arn:<partition>:<service>:<region>:<account>:<resource>, or is "*".',
      instead: example ?? 'arn:aws:<service>:<region>:<account-id>:<resource>',
    };
  }
  if (!isMalformed(context, text)) {
    return undefined;
  }
  const formats = formatsOfArnService(catalogue, arn.service);
  const repaired = repairedArn(text, formats);
  const hint = repaired ? ` Perhaps ${repaired} is meant.` : '';
  const instead =
    repaired ??
    `arn:${arn.partition}:${arn.service}:<region>:<account-id>:<resource>`;
  return reachesOverColon(text, formats)
    ? {
        severity: 'warning',
        message: `${arn.service} has no resource whose ARN looks like this. It matches at all only because a star may reach over the next colon.${hint}`,
        instead,
      }
    : {
        severity: 'error',
        message: `${arn.service} has no resource whose ARN looks like this, so it matches nothing.${hint}`,
        instead,
      };
}

/** A star at the end of a part also matches what stands behind the next colon. */
function reachesOverColon(text: string, formats: string[]): boolean {
  return (
    text.split(':', 5).some(part => part.endsWith('*')) &&
    formats.some(format =>
      patternsOverlap(format.replace(/\$\{\w+\}/g, '*'), text),
    )
  );
}
