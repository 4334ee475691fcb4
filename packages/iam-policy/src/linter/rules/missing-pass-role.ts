import { finding, type Rule } from '../context';
import { replaceStatement, withElements } from '../corrections';
import { grantingIdentity, isWholeService } from '../meaning';

/**
 * Actions that hand a role over with every call, and the service that gets it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
 * @see https://docs.aws.amazon.com/glue/latest/dg/create-an-iam-role.html
 */
const RECEIVERS: Readonly<Record<string, string>> = {
  'sagemaker:CreateTrainingJob': 'sagemaker.amazonaws.com',
  'sagemaker:CreateProcessingJob': 'sagemaker.amazonaws.com',
  'sagemaker:CreateHyperParameterTuningJob': 'sagemaker.amazonaws.com',
  'sagemaker:CreateAutoMLJob': 'sagemaker.amazonaws.com',
  'sagemaker:CreateAutoMLJobV2': 'sagemaker.amazonaws.com',
  'sagemaker:CreateModel': 'sagemaker.amazonaws.com',
  'sagemaker:CreateNotebookInstance': 'sagemaker.amazonaws.com',
  'sagemaker:CreatePipeline': 'sagemaker.amazonaws.com',
  'sagemaker:CreateDomain': 'sagemaker.amazonaws.com',
  'sagemaker:CreateLabelingJob': 'sagemaker.amazonaws.com',
  'lambda:CreateFunction': 'lambda.amazonaws.com',
  'states:CreateStateMachine': 'states.amazonaws.com',
  'glue:CreateJob': 'glue.amazonaws.com',
  'glue:CreateCrawler': 'glue.amazonaws.com',
  'glue:CreateSession': 'glue.amazonaws.com',
  'glue:CreateDevEndpoint': 'glue.amazonaws.com',
  'codebuild:CreateProject': 'codebuild.amazonaws.com',
  'datapipeline:CreatePipeline': 'datapipeline.amazonaws.com',
};

/** Actions that hand a role over, in a policy that nowhere allows PassRole. */
export const missingPassRole: Rule = context => {
  const statements = grantingIdentity(context);
  const passes = statements.some(
    ({ actions, notActions }) =>
      notActions.length > 0 ||
      actions.some(({ text }) => context.reach(text).includes('iam:PassRole')),
  );
  return passes
    ? []
    : statements.flatMap(statement =>
        statement.actions
          .filter(({ text }) => !isWholeService(text))
          .flatMap(({ text, node }) => {
            const action = [text, ...context.reach(text)].find(
              name => name in RECEIVERS,
            );
            return action
              ? [
                  finding(
                    context,
                    {
                      rule: 'missing-pass-role',
                      severity: 'warning',
                      source:
                        'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
                    },
                    node,
                    `${action} hands a role to ${RECEIVERS[action]}, and this policy does not allow iam:PassRole: the call is denied, unless another policy does.`,
                    replaceStatement(context, statement, [
                      withElements(statement, {}),
                      {
                        Effect: 'Allow',
                        Action: 'iam:PassRole',
                        Resource: 'arn:aws:iam::<account-id>:role/<role-name>',
                        Condition: {
                          StringEquals: {
                            'iam:PassedToService': RECEIVERS[action],
                          },
                        },
                      },
                    ]),
                  ),
                ]
              : [];
          }),
      );
};
