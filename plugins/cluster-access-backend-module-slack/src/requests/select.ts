import type { PlainTextOption, StaticSelect } from '@slack/types';
import { cleanLine } from '../text/mrkdwn';

// Limits of https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
const OPTIONS_IN_A_LIST = 100;
const MAXIMUM_VALUE = 150;

/** A list to choose one option from; a long one is cut into groups. */
export function select(
  actionId: string,
  placeholder: string,
  options: PlainTextOption[],
  initial?: PlainTextOption,
): StaticSelect {
  return {
    type: 'static_select',
    action_id: actionId,
    placeholder: { type: 'plain_text', text: placeholder },
    ...(options.length <= OPTIONS_IN_A_LIST
      ? { options }
      : { option_groups: grouped(options) }),
    ...(initial && { initial_option: initial }),
  };
}

/** A list takes 100 options, and groups of it 100 each. */
function grouped(
  options: PlainTextOption[],
): NonNullable<StaticSelect['option_groups']> {
  const groups = [];
  for (
    let from = 0;
    from < options.length && groups.length < 100;
    from += OPTIONS_IN_A_LIST
  ) {
    const page = options.slice(from, from + OPTIONS_IN_A_LIST);
    const label = `${from + 1} to ${from + page.length}`;
    groups.push({
      label: { type: 'plain_text' as const, text: label },
      options: page,
    });
  }
  return groups;
}

export function plainOption(text: string, value: string) {
  return {
    text: {
      type: 'plain_text' as const,
      text: cleanLine(text, 75) || cleanLine(value, 75) || '?',
    },
    value,
  };
}

/** Whether it can be the value of an option. */
export function fits(value: string): boolean {
  return value.length > 0 && value.length <= MAXIMUM_VALUE;
}
