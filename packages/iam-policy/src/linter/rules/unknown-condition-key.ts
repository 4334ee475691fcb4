import { isSameKey } from '../condition-keys';
import {
  finding,
  type LintContext,
  type Rule,
  type RuleFacts,
} from '../context';
import {
  changeCondition,
  replaceStatement,
  withElements,
  oneOrMore,
} from '../corrections';
import { globalKeyNames, globalKeyType } from '../global-keys';
import { isPositive, isWholeService } from '../meaning';
import { resourcesTakenBy } from '../scoping';
import type { LintedCondition, LintedStatement } from '../text';
import { hasPlaceholder, listed, nearest } from '../words';

const facts: RuleFacts = {
  rule: 'unknown-condition-key',
  severity: 'error',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_actions-resources-contextkeys.html',
};

/** Tags are global keys, but a request has them only where its action says so. */
const DEPENDS_ON_ACTION = /^aws:(resourcetag|requesttag|tagkeys)(\/|$)/i;

/** Condition keys that there are not, or that the statement's actions do not know. */
export const unknownConditionKey: Rule = context =>
  context.statements.flatMap(statement =>
    statement.conditions.flatMap(condition =>
      hasPlaceholder(condition.key)
        ? []
        : inCondition(context, statement, condition),
    ),
  );

function inCondition(
  context: LintContext,
  statement: LintedStatement,
  condition: LintedCondition,
) {
  const { key, keyNode } = condition;
  const prefix = key.split(':')[0];
  const service = context.catalogue.service(prefix);
  const names =
    prefix.toLowerCase() === 'aws' ? globalKeyNames : service?.conditionKeys;
  if (!names) {
    return [];
  }
  const exists =
    globalKeyType(key) !== undefined ||
    names.some(known => isSameKey(known, key));
  if (!exists) {
    const meant = nearest(key, names);
    return [
      finding(
        context,
        // AWS adds global keys now and then.
        {
          ...facts,
          severity: meant || service ? 'error' : 'warning',
        },
        keyNode,
        `There is no condition key "${key}": no request has it.${
          meant ? ` Did you mean "${meant}"?` : ''
        }`,
        changeCondition(context, statement, condition, {
          key: meant ?? `<condition-key-of-${prefix}>`,
        }),
      ),
    ];
  }
  return globalKeyType(key) !== undefined && !DEPENDS_ON_ACTION.test(key)
    ? []
    : unknownToActions(context, statement, condition);
}

function unknownToActions(
  context: LintContext,
  statement: LintedStatement,
  condition: LintedCondition,
) {
  const { key, keyNode, operator } = condition;
  const { actions } = statement;
  const knows = (text: string) =>
    context
      .reach(text)
      .some(action =>
        context.catalogue
          .action(action)
          ?.conditionKeys.some(known => isSameKey(known, key)),
      );
  const judged = actions.every(
    ({ text }) => context.reach(text).length > 0 && !isWholeService(text),
  );
  const without = actions.map(({ text }) => text).filter(text => !knows(text));
  if (!judged || without.length === 0) {
    return [];
  }
  if (without.length === actions.length) {
    const known = context
      .reach(actions[0].text)
      .flatMap(action => context.catalogue.action(action)?.conditionKeys ?? []);
    return [
      finding(
        context,
        facts,
        keyNode,
        `Requests for ${listed(
          without,
        )} have no key "${key}": the condition never has anything to compare.`,
        changeCondition(context, statement, condition, {
          key: nearest(key, known) ?? '<condition-key-of-the-action>',
        }),
      ),
    ];
  }
  if (statement.effect !== 'Allow' || !isPositive(operator)) {
    return [];
  }
  const knowing = actions
    .map(({ text }) => text)
    .filter(text => !without.includes(text));
  const others = statement.conditions.filter(other => other !== condition);
  const kept: Record<string, Record<string, string[]>> = {};
  for (const other of others) {
    kept[other.operator] = {
      ...kept[other.operator],
      [other.key]: other.values.map(({ text }) => text),
    };
  }
  return [
    finding(
      context,
      { ...facts, severity: 'warning' },
      keyNode,
      `Requests for ${listed(
        without,
      )} have no key "${key}", so with this condition the statement never allows them. Give them a statement of their own.`,
      replaceStatement(context, statement, [
        withElements(statement, {
          Action: oneOrMore(knowing),
          Resource: resourcesTakenBy(context, statement, knowing),
        }),
        withElements(statement, {
          Sid: undefined,
          Action: oneOrMore(without),
          Resource: resourcesTakenBy(context, statement, without),
          Condition: others.length > 0 ? kept : undefined,
        }),
      ]),
    ),
  ];
}
