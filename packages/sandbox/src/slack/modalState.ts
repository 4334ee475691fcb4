import { isRecord } from '../records';
import { optionsOf } from './blockKitElements';
import { recordsOf, textOf } from './json';
import type { JsonRecord } from './json';
import type { ModalValues } from './types';

/** An element that a person can act on, with where it stands. */
export interface Interactive {
  blockId: string;
  actionId: string;
  element: JsonRecord;
  /** Whether it is an input that must be filled in. */
  required: boolean;
  isInput: boolean;
  /** Whether acting on it tells the app at once. */
  dispatches: boolean;
}

/** Fills in the ids that the app left out, as Slack does. */
export function withIds(
  blocks: JsonRecord[],
  nextId: () => string,
): JsonRecord[] {
  const named = (element: unknown): unknown =>
    isRecord(element) && element.type !== 'image' && !isText(element)
      ? { ...element, action_id: textOf(element.action_id) || nextId() }
      : element;
  return blocks.map(block => ({
    ...block,
    block_id: textOf(block.block_id) || nextId(),
    ...(block.element === undefined ? {} : { element: named(block.element) }),
    ...(block.accessory === undefined
      ? {}
      : { accessory: named(block.accessory) }),
    ...(block.type === 'actions'
      ? { elements: recordsOf(block.elements).map(named) }
      : {}),
  }));
}

function isText(element: JsonRecord): boolean {
  return element.type === 'mrkdwn' || element.type === 'plain_text';
}

export function interactiveElements(blocks: JsonRecord[]): Interactive[] {
  return blocks.flatMap(block => {
    const isInput = block.type === 'input';
    const elements = [
      ...(isInput ? [block.element] : []),
      ...(block.type === 'section' ? [block.accessory] : []),
      ...(block.type === 'actions' ? recordsOf(block.elements) : []),
    ].filter(isRecord);
    return elements.map(element => ({
      blockId: textOf(block.block_id) ?? '',
      actionId: textOf(element.action_id) ?? '',
      element,
      isInput,
      required: isInput && block.optional !== true,
      dispatches: !isInput || block.dispatch_action === true,
    }));
  });
}

/** What a freshly opened view holds; a view that replaces another keeps what its elements of the same ids held. */
export function initialValues(
  blocks: JsonRecord[],
  previous: ModalValues = {},
): ModalValues {
  const values: ModalValues = {};
  for (const { blockId, actionId, element } of interactiveElements(blocks)) {
    const kept = previous[blockId]?.[actionId];
    const value =
      kept !== undefined && stillFits(element, kept)
        ? kept
        : initialValue(element);
    if (value !== undefined) {
      values[blockId] = { ...values[blockId], [actionId]: value };
    }
  }
  return values;
}

function initialValue(element: JsonRecord): string | string[] | undefined {
  if (isRecord(element.initial_option)) {
    return textOf(element.initial_option.value);
  }
  if (Array.isArray(element.initial_options)) {
    return recordsOf(element.initial_options).flatMap(
      option => textOf(option.value) ?? [],
    );
  }
  return textOf(element.initial_value) ?? textOf(element.initial_date);
}

function stillFits(element: JsonRecord, value: string | string[]): boolean {
  const options = optionsOf(element);
  return (
    options.length === 0 ||
    [value].flat().every(one => options.some(option => option.value === one))
  );
}

/** `view.state.values` as Slack sends it: `null` for what is empty. */
export function stateValues(
  blocks: JsonRecord[],
  values: ModalValues,
): Record<string, Record<string, JsonRecord>> {
  const state: Record<string, Record<string, JsonRecord>> = {};
  for (const { blockId, actionId, element } of interactiveElements(blocks)) {
    if (element.type !== 'button' && element.type !== 'overflow') {
      const value = elementState(element, values[blockId]?.[actionId]);
      state[blockId] = { ...state[blockId], [actionId]: value };
    }
  }
  return state;
}

export function elementState(
  element: JsonRecord,
  value: string | string[] | undefined,
): JsonRecord {
  const type = textOf(element.type);
  const chosen = optionsOf(element).filter(option =>
    [value].flat().includes(textOf(option.value)),
  );
  switch (type) {
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: chosen };
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: chosen[0] ?? null };
    case 'datepicker':
      return { type, selected_date: value || null };
    case 'users_select':
      return { type, selected_user: value || null };
    case 'button':
      return { type, value: element.value };
    default:
      return { type, value: value || null };
  }
}

/** What Slack's own client finds wrong before it sends anything. */
export function clientProblems(
  blocks: JsonRecord[],
  values: ModalValues,
): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const {
    blockId,
    actionId,
    element,
    isInput,
    required,
  } of interactiveElements(blocks)) {
    const value = values[blockId]?.[actionId];
    const length = typeof value === 'string' ? value.length : 0;
    const { min_length: minimum, max_length: maximum } = element;
    if (!isInput) {
      continue;
    }
    if (value === undefined || value.length === 0) {
      if (required) {
        problems[blockId] = 'Please complete this required field.';
      }
    } else if (typeof minimum === 'number' && length < minimum) {
      problems[blockId] = `Please enter at least ${minimum} characters.`;
    } else if (typeof maximum === 'number' && length > maximum) {
      problems[blockId] = `Please enter no more than ${maximum} characters.`;
    }
  }
  return problems;
}
