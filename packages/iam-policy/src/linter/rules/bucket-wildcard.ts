import { finding, type Rule } from '../context';
import { parseArn } from '../../arn';
import { formatsTakenBy } from '../arns';
import { oneOrMore, replaceNode } from '../corrections';
import { grantingIdentity } from '../meaning';

/** A star in the name of a bucket: it reaches buckets of other people too, as the ARN of a bucket names no account. */
export const bucketWildcard: Rule = context =>
  grantingIdentity(context).flatMap(({ actions, resources }) => {
    const formats = formatsTakenBy(
      context.catalogue,
      actions.flatMap(({ text }) => context.reach(text)),
    );
    return resources.flatMap(({ text, node }) => {
      const arn = parseArn(text);
      const name = /^([^*?/]+)\*$/.exec(arn?.resource ?? '')?.[1];
      if (arn?.service !== 's3' || arn.accountId !== '' || !name) {
        return [];
      }
      const bucket = text.slice(0, -1);
      const meant = [bucket, `${bucket}/*`].filter(one =>
        context.fits(formats, one),
      );
      return [
        finding(
          context,
          {
            rule: 'bucket-wildcard',
            severity: 'warning',
            source:
              'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html',
          },
          node,
          `${name}* is more than it looks like: every bucket whose name begins so, of this account and of others. The objects of one bucket are ${name}/*.`,
          node.parent?.type === 'array'
            ? {
                start: node.offset,
                end: node.offset + node.length,
                text: (meant.length > 0 ? meant : [bucket])
                  .map(one => JSON.stringify(one))
                  .join(', '),
              }
            : replaceNode(node, oneOrMore(meant.length > 0 ? meant : [bucket])),
        ),
      ];
    });
  });
