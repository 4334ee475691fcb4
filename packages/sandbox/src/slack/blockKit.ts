import { isRecord } from '../records';
import { validateElement } from './blockKitElements';
import { Check } from './blockKitCheck';
import { recordsOf, textOf } from './json';
import type { JsonRecord } from './json';

const MESSAGE_BLOCKS = 50;
const VIEW_BLOCKS = 100;

/**
 * Checks blocks by Slack's published Block Kit reference.
 *
 * @returns what is wrong, in the form of Slack's `response_metadata.messages`; nothing when all is well
 */
export function validateMessageBlocks(given: object[]): string[] {
  const blocks: JsonRecord[] = given.map(block => ({ ...block }));
  const check = new Check();
  check.items(blocks, '/blocks', MESSAGE_BLOCKS);
  validateBlocks(check, blocks, '/blocks', 'message');
  return check.problems;
}

/** Checks a modal. */
export function validateModal(given: object): string[] {
  const view: JsonRecord = { ...given };
  const check = new Check();
  if (view.type !== 'modal' && view.type !== 'home') {
    check.fail('unsupported type', '/view/type');
    return check.problems;
  }
  if (view.type === 'modal') {
    check.textObject(view.title, '/view/title', { maximum: 24, plain: true });
    check.optionalTextObject(view.submit, '/view/submit', {
      maximum: 24,
      plain: true,
    });
    check.optionalTextObject(view.close, '/view/close', {
      maximum: 24,
      plain: true,
    });
  }
  check.optionalText(view.callback_id, '/view/callback_id', 255);
  check.optionalText(view.external_id, '/view/external_id', 255);
  check.optionalText(view.private_metadata, '/view/private_metadata', 3000);
  if (!Array.isArray(view.blocks)) {
    check.fail('missing required field: blocks', '/view');
    return check.problems;
  }
  const blocks = recordsOf(view.blocks);
  check.items(blocks, '/view/blocks', VIEW_BLOCKS);
  validateBlocks(check, blocks, '/view/blocks', 'view');
  if (
    view.type === 'modal' &&
    !view.submit &&
    blocks.some(({ type }) => type === 'input')
  ) {
    check.fail('missing required field: submit', '/view');
  }
  return check.problems;
}

function validateBlocks(
  check: Check,
  blocks: JsonRecord[],
  pointer: string,
  surface: 'message' | 'view',
): void {
  const seen = new Set<string>();
  blocks.forEach((block, index) => {
    const at = `${pointer}/${index}`;
    check.optionalText(block.block_id, `${at}/block_id`, 255);
    const id = textOf(block.block_id);
    if (id && seen.has(id)) {
      check.fail(`duplicate block_id: ${id}`, at);
    }
    if (id) {
      seen.add(id);
    }
    validateBlock(check, block, at, surface);
  });
}

function validateBlock(
  check: Check,
  block: JsonRecord,
  at: string,
  surface: 'message' | 'view',
): void {
  switch (block.type) {
    case 'section':
      if (block.text === undefined && block.fields === undefined) {
        check.fail('missing required field: text', at);
      }
      check.optionalTextObject(block.text, `${at}/text`, { maximum: 3000 });
      check.items(recordsOf(block.fields), `${at}/fields`, 10);
      recordsOf(block.fields).forEach((field, index) =>
        check.textObject(field, `${at}/fields/${index}`, { maximum: 2000 }),
      );
      if (isRecord(block.accessory)) {
        validateElement(check, block.accessory, `${at}/accessory`);
      }
      break;
    case 'header':
      check.textObject(block.text, `${at}/text`, { maximum: 150, plain: true });
      break;
    case 'context':
      check.items(recordsOf(block.elements), `${at}/elements`, 10, 1);
      recordsOf(block.elements).forEach((element, index) => {
        if (element.type !== 'image') {
          check.textObject(element, `${at}/elements/${index}`, {
            maximum: 3000,
          });
        }
      });
      break;
    case 'actions':
      check.items(recordsOf(block.elements), `${at}/elements`, 25, 1);
      recordsOf(block.elements).forEach((element, index) =>
        validateElement(check, element, `${at}/elements/${index}`),
      );
      break;
    case 'input':
      check.textObject(block.label, `${at}/label`, {
        maximum: 2000,
        plain: true,
      });
      check.optionalTextObject(block.hint, `${at}/hint`, {
        maximum: 2000,
        plain: true,
      });
      if (isRecord(block.element)) {
        validateElement(check, block.element, `${at}/element`);
        if (block.element.type === 'button') {
          check.fail('unsupported type: button', `${at}/element/type`);
        }
      } else {
        check.fail('missing required field: element', at);
      }
      break;
    case 'rich_text':
      validateRichText(check, block, at, surface);
      break;
    case 'divider':
    case 'image':
      break;
    default:
      check.fail(`unsupported type: ${String(block.type)}`, `${at}/type`);
  }
}

function validateRichText(
  check: Check,
  block: JsonRecord,
  at: string,
  surface: string,
): void {
  if (surface === 'message' || block.elements !== undefined) {
    check.items(recordsOf(block.elements), `${at}/elements`, 100, 1);
  }
  recordsOf(block.elements).forEach((part, index) => {
    const known = [
      'rich_text_section',
      'rich_text_list',
      'rich_text_quote',
      'rich_text_preformatted',
    ];
    if (!known.includes(String(part.type))) {
      check.fail(
        `unsupported type: ${String(part.type)}`,
        `${at}/elements/${index}/type`,
      );
    }
    recordsOf(part.elements).forEach((element, position) => {
      if (element.type === 'text' && !textOf(element.text)) {
        check.fail(
          'must be more than 0 characters',
          `${at}/elements/${index}/elements/${position}/text`,
        );
      }
    });
  });
}
