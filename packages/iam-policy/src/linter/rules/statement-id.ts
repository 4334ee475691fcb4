import { finding, type Rule, type RuleFacts } from '../context';
import { replaceNode } from '../corrections';

const facts: RuleFacts = {
  rule: 'statement-id',
  severity: 'error',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html',
};

/** Sids that IAM does not take, and Sids that stand twice. Some services take other characters in policies of resources. */
export const statementId: Rule = context => {
  const seen = new Set<string>();
  return context.statements.flatMap(({ elements }) => {
    const value = elements.find(({ name }) => name === 'Sid')?.value;
    if (!value) {
      return [];
    }
    const sid = String(value.value);
    const plain = sid.replace(/[^A-Za-z0-9]/g, '');
    const repeated = seen.has(sid);
    seen.add(sid);
    if (plain !== sid && context.kind !== 'resource') {
      return [
        finding(
          context,
          facts,
          value,
          'A Sid is made of letters and digits only. IAM refuses others.',
          replaceNode(value, plain || 'Statement'),
        ),
      ];
    }
    if (!repeated) {
      return [];
    }
    let number = 2;
    while (seen.has(`${sid}${number}`)) {
      number += 1;
    }
    return [
      finding(
        context,
        facts,
        value,
        `The Sid "${sid}" stands in this policy twice. IAM takes each only once.`,
        replaceNode(value, `${sid}${number}`),
      ),
    ];
  });
};
