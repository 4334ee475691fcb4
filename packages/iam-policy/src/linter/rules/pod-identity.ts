import { finding, type Rule } from '../context';
import { replaceNode } from '../corrections';
import { trusting } from '../trust';

const PODS = 'pods.eks.amazonaws.com';

/** EKS Pod Identity tags every session: without `sts:TagSession` it cannot take the role. */
export const podIdentity: Rule = context => {
  const tags = trusting(context, 'sts:TagSession').some(({ principals }) =>
    principals.some(({ text }) => text === PODS),
  );
  return tags
    ? []
    : trusting(context, 'sts:AssumeRole').flatMap(statement =>
        statement.principals
          .filter(({ text }) => text === PODS)
          .flatMap(() => {
            const element = statement.elements.find(
              ({ name }) => name === 'Action',
            );
            return element
              ? [
                  finding(
                    context,
                    {
                      rule: 'pod-identity',
                      severity: 'error',
                      source:
                        'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html',
                    },
                    element.value,
                    'EKS Pod Identity tags the session with namespace and service account. Without sts:TagSession its call is denied.',
                    replaceNode(element.value, [
                      ...statement.actions.map(({ text }) => text),
                      'sts:TagSession',
                    ]),
                  ),
                ]
              : [];
          }),
      );
};
