import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../records';
import type { Check } from './blockKitCheck';
import { recordsOf } from './json';
import type { JsonRecord } from './json';

const CHOICES: Record<
  string,
  { maximum: number; groups: boolean; placeholder: boolean }
> = {
  static_select: { maximum: 100, groups: true, placeholder: true },
  multi_static_select: { maximum: 100, groups: true, placeholder: true },
  radio_buttons: { maximum: 10, groups: false, placeholder: false },
  checkboxes: { maximum: 10, groups: false, placeholder: false },
  overflow: { maximum: 5, groups: false, placeholder: false },
};

const OTHERS = [
  'datepicker',
  'timepicker',
  'number_input',
  'users_select',
  'email_text_input',
];

/** Checks an interactive element by Slack's published reference. */
export function validateElement(
  check: Check,
  element: JsonRecord,
  at: string,
): void {
  check.optionalText(element.action_id, `${at}/action_id`, 255);
  check.optionalTextObject(element.placeholder, `${at}/placeholder`, {
    maximum: 150,
    plain: true,
  });
  const type = String(element.type);
  const choice = CHOICES[type];
  if (choice) {
    validateChoice(check, element, at, choice);
  } else if (type === 'button') {
    check.textObject(element.text, `${at}/text`, { maximum: 75, plain: true });
    check.optionalText(element.value, `${at}/value`, 2000);
    check.optionalText(element.url, `${at}/url`, 3000);
    if (
      element.style !== undefined &&
      element.style !== 'primary' &&
      element.style !== 'danger'
    ) {
      check.fail('must be a valid enum value', `${at}/style`);
    }
  } else if (type === 'plain_text_input') {
    validateTextInput(check, element, at);
  } else if (!OTHERS.includes(type)) {
    check.fail(`unsupported type: ${type}`, `${at}/type`);
  }
}

/** All options of a choice, those in groups among them. */
export function optionsOf(element: JsonRecord): JsonRecord[] {
  return [
    ...recordsOf(element.options),
    ...recordsOf(element.option_groups).flatMap(group =>
      recordsOf(group.options),
    ),
  ];
}

function validateChoice(
  check: Check,
  element: JsonRecord,
  at: string,
  { maximum, groups }: { maximum: number; groups: boolean },
): void {
  if (Array.isArray(element.options)) {
    validateOptions(
      check,
      recordsOf(element.options),
      `${at}/options`,
      maximum,
    );
  } else if (groups && Array.isArray(element.option_groups)) {
    const list = recordsOf(element.option_groups);
    check.items(list, `${at}/option_groups`, 100, 1);
    list.forEach((group, index) => {
      const pointer = `${at}/option_groups/${index}`;
      check.textObject(group.label, `${pointer}/label`, {
        maximum: 75,
        plain: true,
      });
      validateOptions(
        check,
        recordsOf(group.options),
        `${pointer}/options`,
        maximum,
      );
    });
  } else {
    check.fail('missing required field: options', at);
  }
  const initial = [
    ...(isRecord(element.initial_option) ? [element.initial_option] : []),
    ...recordsOf(element.initial_options),
  ];
  if (
    !initial.every(one =>
      optionsOf(element).some(option => isDeepStrictEqual(option, one)),
    )
  ) {
    check.fail(
      'initial_option must exactly match one of the options',
      `${at}/initial_option`,
    );
  }
}

function validateOptions(
  check: Check,
  options: JsonRecord[],
  at: string,
  maximum: number,
): void {
  check.items(options, at, maximum, 1);
  options.forEach((option, index) => {
    check.textObject(option.text, `${at}/${index}/text`, { maximum: 75 });
    check.optionalTextObject(option.description, `${at}/${index}/description`, {
      maximum: 75,
    });
    check.text(option.value, `${at}/${index}/value`, 150);
  });
}

function validateTextInput(
  check: Check,
  element: JsonRecord,
  at: string,
): void {
  const { min_length: minimum, max_length: maximum } = element;
  for (const [name, value, lowest] of [
    ['min_length', minimum, 0],
    ['max_length', maximum, 1],
  ] as const) {
    if (
      value !== undefined &&
      !(typeof value === 'number' && value >= lowest && value <= 3000)
    ) {
      check.fail(`must be between ${lowest} and 3000`, `${at}/${name}`);
    }
  }
  if (
    typeof minimum === 'number' &&
    typeof maximum === 'number' &&
    minimum > maximum
  ) {
    check.fail('min_length must not exceed max_length', at);
  }
  check.optionalText(element.initial_value, `${at}/initial_value`, 3000);
}
