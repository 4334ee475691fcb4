import { finding, type LintContext, type Rule } from '../context';
import { replaceNode } from '../corrections';
import { hasWildcard } from '../meaning';
import { hasPlaceholder, nearest } from '../words';

/** Actions and services that do not exist. */
export const unknownAction: Rule = context =>
  context.statements
    .flatMap(({ actions, notActions }) => [...actions, ...notActions])
    .filter(
      ({ text }) => text !== '' && !hasPlaceholder(text) && !/^\*+$/.test(text),
    )
    .flatMap(({ text, node }) => {
      const problem = problemOf(context, text);
      return problem
        ? [
            finding(
              context,
              {
                rule: 'unknown-action',
                severity: 'error',
                source:
                  'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
              },
              node,
              problem.message,
              replaceNode(node, problem.instead),
            ),
          ]
        : [];
    });

function problemOf(
  { catalogue, reach }: LintContext,
  text: string,
): { message: string; instead: string } | undefined {
  const [prefix, name, ...rest] = text.split(':');
  if (!name || rest.length > 0) {
    return {
      message: `"${text}" is no action: it is written <service>:<action>.`,
      instead: '<service>:<action>',
    };
  }
  const service = hasWildcard(prefix) ? undefined : catalogue.service(prefix);
  if (!service) {
    const meant = nearest(prefix, catalogue.prefixes);
    return catalogue.complete && !hasWildcard(prefix)
      ? {
          message: `AWS has no service with the prefix "${prefix}".${
            meant ? ` Did you mean "${meant}"?` : ''
          }`,
          instead: `${meant ?? '<service>'}:${name}`,
        }
      : undefined;
  }
  if (reach(text).length > 0) {
    return undefined;
  }
  const meant = nearest(
    name,
    service.actions.map(action => action.name),
  );
  const elsewhere = catalogue.prefixes.find(other =>
    catalogue.action(`${other}:${name}`),
  );
  const instead =
    elsewhere !== undefined
      ? `${elsewhere}:${name}`
      : `${service.prefix}:${meant ?? '<action>'}`;
  return {
    message: `${service.name} has no action "${name}"${
      hasWildcard(name) ? ' that this matches' : ''
    }: it allows and denies nothing.${
      meant || elsewhere ? ` Did you mean "${instead}"?` : ''
    }`,
    instead,
  };
}
