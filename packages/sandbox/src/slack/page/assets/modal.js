import { post } from './api.js';
import { block as showBlock, text } from './blocks.js';
import { control } from './controls.js';
import { elementId, h } from './dom.js';

const dialog = document.getElementById('modal');

/** What is being entered, and the modal it is entered in. */
let draft = { viewId: undefined, values: {} };
let shown = '';

/** Shows the modal that the person has open, or none. */
export function showModal(modal, names) {
  if (!modal) {
    shown = '';
    if (dialog.open) {
      dialog.close();
    }
    return;
  }
  const { values, ...face } = modal;
  const now = JSON.stringify(face);
  if (now === shown) {
    return;
  }
  shown = now;
  draft = { viewId: modal.viewId, values: keepTyped(modal) };
  const focused = document.activeElement?.id;
  dialog.replaceChildren(form(modal, names));
  if (!dialog.open) {
    dialog.showModal();
  }
  const again = focused && document.getElementById(focused);
  if (again && dialog.contains(again)) {
    again.focus();
  }
}

/** What was typed since the last word with the server stays; choices follow what the server says. */
function keepTyped(modal) {
  const values = structuredClone(modal.values);
  if (draft.viewId !== modal.viewId) {
    return values;
  }
  for (const block of modal.blocks) {
    const { action_id: actionId, type } = block.element ?? {};
    const typed = draft.values[block.block_id]?.[actionId];
    if (type === 'plain_text_input' && typed !== undefined) {
      values[block.block_id] = { ...values[block.block_id], [actionId]: typed };
    }
  }
  return values;
}

function form(modal, names) {
  const call = (action, body = {}) =>
    post(`/page/modals/${modal.viewId}/${action}`, {
      ...body,
      values: draft.values,
    });
  const close = () => call('close');
  const submitButton =
    modal.submit &&
    h(
      'button',
      { class: 'primary', type: 'submit' },
      ...text(modal.submit, names),
    );
  const submit = async event => {
    event.preventDefault();
    if (!submitButton || submitButton.disabled) {
      return;
    }
    submitButton.disabled = true;
    // The same answer twice changes nothing to be shown, but the button must come back.
    await call('submit').finally(() => {
      submitButton.disabled = false;
    });
  };
  dialog.oncancel = event => {
    event.preventDefault();
    close();
  };
  return h(
    'form',
    { onsubmit: submit, novalidate: true },
    h(
      'header',
      {},
      h('h2', { id: 'modal-title' }, ...text(modal.title, names)),
      h(
        'button',
        { type: 'button', 'aria-label': 'Close', onclick: close },
        '×',
      ),
    ),
    modal.error && h('p', { class: 'trouble', role: 'alert' }, modal.error),
    h(
      'div',
      { class: 'content' },
      ...modal.blocks.map(one => modalBlock(one, modal, names, call)),
    ),
    h(
      'footer',
      {},
      h(
        'button',
        { class: 'plain', type: 'button', onclick: close },
        ...(modal.close ? text(modal.close, names) : ['Close']),
      ),
      submitButton,
    ),
  );
}

function modalBlock(block, modal, names, call) {
  const error = modal.errors[block.block_id];
  const errorId = error && elementId(block.block_id, 'error');
  const interactive = element => {
    const { block_id: blockId } = block;
    const { action_id: actionId } = element;
    const set = value => {
      draft.values[blockId] = { ...draft.values[blockId], [actionId]: value };
    };
    const act = value => {
      set(value);
      if (block.type !== 'input' || block.dispatch_action) {
        call('act', { blockId, actionId, value });
      }
    };
    const value = draft.values[blockId]?.[actionId];
    return control(
      {
        block,
        element,
        value,
        invalid: Boolean(error),
        describedBy: errorId,
        set,
        act,
      },
      names,
    );
  };
  if (block.type !== 'input') {
    return showBlock(block, names, interactive);
  }
  return h(
    'div',
    { class: 'input' },
    h(
      'label',
      { for: elementId(block.block_id, block.element.action_id) },
      ...text(block.label, names),
      block.optional
        ? h('span', { class: 'optional' }, ' (optional)')
        : undefined,
    ),
    interactive(block.element),
    block.hint && h('div', { class: 'hint' }, ...text(block.hint, names)),
    error && h('div', { class: 'error', id: errorId, role: 'alert' }, error),
  );
}
