import { finding, type Rule } from '../context';
import { replaceNode } from '../corrections';
import { parseArn } from '../../arn';

/** Only these name a log group without what stands behind it. */
const TAGGING = /^logs:(Tag|Untag|ListTags|\*)/i;

/** Log groups without `:*`: what calls ask for is `log-group:<name>:log-stream:…`. */
export const logGroupArn: Rule = context =>
  context.statements.flatMap(({ actions, resources }) => {
    const given = resources.map(({ text }) => text);
    const logs = actions.filter(({ text }) => /^logs:/i.test(text));
    return logs.length > 0 && !logs.some(({ text }) => TAGGING.test(text))
      ? resources
          .filter(
            ({ text }) =>
              parseArn(text)?.service === 'logs' &&
              /^log-group:[^:*]+$/.test(parseArn(text)?.resource ?? '') &&
              !given.some(other => other.startsWith(`${text}:`)),
          )
          .map(({ text, node }) =>
            finding(
              context,
              {
                rule: 'log-group-arn',
                severity: 'warning',
                source:
                  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html',
              },
              node,
              'But for tags, calls on a log group name it with :* behind it (log-group:<name>:log-stream:), which this does not match.',
              replaceNode(node, `${text}:*`),
            ),
          )
      : [];
  });
