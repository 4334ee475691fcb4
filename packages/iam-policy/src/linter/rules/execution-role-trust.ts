import { finding, type Rule } from '../context';
import { replaceStatement } from '../corrections';
import { conditionsOn } from '../meaning';
import { trusting } from '../trust';

/** Services that run code with a role of their own; others than them call what they run. */
const RUNNERS =
  /^(lambda|glue|sagemaker|states|batch|codebuild|ecs-tasks|redshift)\.amazonaws\.com/;

/** Trust of a service where somebody in another account is to take the role. */
export const executionRoleTrust: Rule = context =>
  context.purpose === 'execution'
    ? []
    : trusting(context, 'sts:AssumeRole').flatMap(statement => {
        const runner = statement.principals.find(
          ({ kind, text }) => kind === 'Service' && RUNNERS.test(text),
        );
        const meant =
          ['aws:SourceAccount', 'aws:SourceArn'].some(
            key => conditionsOn(statement, key).length > 0,
          ) && context.purpose !== 'cross-account';
        if (!runner || meant) {
          return [];
        }
        const service = runner.text.split('.')[0];
        return [
          finding(
            context,
            {
              rule: 'execution-role-trust',
              severity:
                context.purpose === 'cross-account' ? 'error' : 'warning',
              source:
                'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
            },
            runner.node,
            `Only ${service} itself can take this role: it is an execution role. Whoever calls ${service} from another account, a pod for instance, needs a role that trusts their account.`,
            replaceStatement(context, statement, [
              {
                Effect: 'Allow',
                Principal: {
                  AWS: 'arn:aws:iam::<account-id-of-the-caller>:root',
                },
                Action: 'sts:AssumeRole',
                Condition: {
                  StringEquals: { 'sts:ExternalId': '<external-id>' },
                  ArnEquals: {
                    'aws:PrincipalArn':
                      'arn:aws:iam::<account-id-of-the-caller>:role/<role-of-the-caller>',
                  },
                },
              },
            ]),
          ),
        ];
      });
