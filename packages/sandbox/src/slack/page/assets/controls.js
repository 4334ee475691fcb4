import { elementId, h } from './dom.js';
import { text } from './blocks.js';

/**
 * One interactive element of a modal.
 *
 * @param {object} field - `{ block, element, value, invalid, describedBy, set(value), act(value) }`
 */
export function control(field, names) {
  const { block, element, invalid, describedBy } = field;
  const id = elementId(block.block_id, element.action_id);
  const common = {
    id,
    class: 'field',
    'aria-invalid': invalid ? 'true' : undefined,
    'aria-describedby': describedBy,
  };
  switch (element.type) {
    case 'static_select':
    case 'overflow':
      return select(field, common, names);
    case 'multi_static_select':
    case 'checkboxes':
    case 'radio_buttons':
      return choices(field, id, names);
    case 'plain_text_input':
      return textInput(field, common, names);
    case 'button':
      return h(
        'button',
        {
          type: 'button',
          class: element.style ?? 'plain',
          onclick: () => field.act(''),
        },
        ...text(element.text, names),
      );
    default: {
      const types = {
        datepicker: 'date',
        timepicker: 'time',
        number_input: 'number',
      };
      return h('input', {
        ...common,
        type: types[element.type] ?? 'text',
        value: field.value ?? '',
        oninput: event => field.set(event.target.value),
        onchange: event => field.act(event.target.value),
      });
    }
  }
}

function select({ element, value, act }, common, names) {
  const option = one => {
    const description = one.description ? ` (${one.description.text})` : '';
    const label = text(one.text, names).map(node => node.textContent ?? node);
    return h(
      'option',
      { value: one.value, selected: one.value === value },
      label.join('') + description,
    );
  };
  return h(
    'select',
    { ...common, onchange: event => act(event.target.value) },
    h(
      'option',
      { value: '', disabled: true, selected: !value },
      element.placeholder?.text ?? 'Choose an option',
    ),
    ...(element.options ?? []).map(option),
    ...(element.option_groups ?? []).map(group =>
      h('optgroup', { label: group.label.text }, ...group.options.map(option)),
    ),
  );
}

function choices({ element, value, set, act }, id, names) {
  const single = element.type === 'radio_buttons';
  const chosen = new Set([value ?? []].flat());
  const options =
    element.options ?? element.option_groups.flatMap(group => group.options);
  const change = (option, checked) => {
    if (single) {
      act(option.value);
      return;
    }
    chosen[checked ? 'add' : 'delete'](option.value);
    set([...chosen]);
  };
  return h(
    'div',
    { id, role: single ? 'radiogroup' : 'group' },
    ...options.map(option =>
      h(
        'label',
        { class: 'choice' },
        h('input', {
          type: single ? 'radio' : 'checkbox',
          name: id,
          checked: chosen.has(option.value),
          onchange: event => change(option, event.target.checked),
        }),
        h(
          'span',
          {},
          ...text(option.text, names),
          option.description &&
            h(
              'span',
              { class: 'description' },
              ' ',
              ...text(option.description, names),
            ),
        ),
      ),
    ),
  );
}

function textInput({ element, value, set }, common) {
  const attributes = {
    ...common,
    placeholder: element.placeholder?.text,
    oninput: event => set(event.target.value),
  };
  if (element.multiline) {
    const area = h('textarea', attributes);
    area.value = value ?? '';
    return area;
  }
  return h('input', { ...attributes, type: 'text', value: value ?? '' });
}
