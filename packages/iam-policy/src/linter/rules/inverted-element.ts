import { finding, type Rule } from '../context';
import { granting } from '../meaning';

const INSTEAD = new Map([
  ['NotAction', '"Action": "<service>:<action>"'],
  ['NotResource', '"Resource": "<resource-arn>"'],
  ['NotPrincipal', '"Principal": { "AWS": "arn:aws:iam::<account-id>:root" }'],
]);

/** Allowing everything but what is named. */
export const invertedElement: Rule = context =>
  granting(context).flatMap(({ elements }) =>
    elements
      .filter(
        ({ name }) =>
          INSTEAD.has(name) &&
          !elements.some(other => `Not${other.name}` === name),
      )
      .map(({ name, key, property }) =>
        finding(
          context,
          {
            rule: 'inverted-element',
            severity: 'error',
            source: `https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_${name.toLowerCase()}.html`,
          },
          key,
          `Allow with ${name} opens everything that is not named, also what AWS or others will add. Name what is allowed, or deny with ${name}.`,
          {
            start: property.offset,
            end: property.offset + property.length,
            text: INSTEAD.get(name) ?? '',
          },
        ),
      ),
  );
