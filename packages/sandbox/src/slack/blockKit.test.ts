import { validateMessageBlocks, validateModal } from './blockKit';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string) => ({ text: plain(value), value });
const modal = (changed: object) => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Go'),
  blocks: [],
  ...changed,
});
const input = (element: object, changed: object = {}) =>
  modal({
    blocks: [{ type: 'input', label: plain('Label'), element, ...changed }],
  });
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => option(`${index}`));
const select = {
  type: 'static_select',
  action_id: 'a',
  placeholder: plain('Choose'),
};

describe('a modal', () => {
  it.each([
    ['without blocks', modal({})],
    ['with a list', input({ ...select, options: many(100) })],
    [
      'with groups',
      input({
        ...select,
        option_groups: [{ label: plain('Group'), options: many(100) }],
      }),
    ],
    [
      'with a text field',
      input({ type: 'plain_text_input', min_length: 0, max_length: 3000 }),
    ],
  ])('is taken %s', (_, view) => {
    expect(validateModal(view)).toEqual([]);
  });

  it.each([
    ['no title', modal({ title: undefined }), '/view/title'],
    [
      'a long title',
      modal({ title: plain('x'.repeat(25)) }),
      '/view/title/text',
    ],
    [
      'a title in mrkdwn',
      modal({ title: { type: 'mrkdwn', text: 'x' } }),
      '/view/title/type',
    ],
    ['no blocks', modal({ blocks: undefined }), '/view'],
    [
      'inputs, but nothing to submit',
      { ...input({ type: 'plain_text_input' }), submit: undefined },
      '/view',
    ],
    [
      'too much metadata',
      modal({ private_metadata: 'x'.repeat(3001) }),
      '/view/private_metadata',
    ],
    [
      'the same block id twice',
      modal({
        blocks: [
          { type: 'divider', block_id: 'a' },
          { type: 'divider', block_id: 'a' },
        ],
      }),
      '/view/blocks/1',
    ],
    [
      'too many blocks',
      modal({ blocks: Array(101).fill({ type: 'divider' }) }),
      '/view/blocks',
    ],
    [
      'a block that is none',
      modal({ blocks: [{ type: 'blink' }] }),
      '/view/blocks/0/type',
    ],
    [
      'an input without element',
      modal({ blocks: [{ type: 'input', label: plain('x') }] }),
      '/view/blocks/0',
    ],
    [
      'an input without label',
      input({ type: 'plain_text_input' }, { label: undefined }),
      '/view/blocks/0/label',
    ],
    [
      'too many options',
      input({ ...select, options: many(101) }),
      '/view/blocks/0/element/options',
    ],
    [
      'no options',
      input({ ...select, options: [] }),
      '/view/blocks/0/element/options',
    ],
    [
      'a long value',
      input({
        ...select,
        options: [{ text: plain('x'), value: 'x'.repeat(151) }],
      }),
      '/view/blocks/0/element/options/0/value',
    ],
    [
      'an initial option that is not offered',
      input({ ...select, options: many(2), initial_option: option('9') }),
      '/view/blocks/0/element/initial_option',
    ],
    [
      'lengths that do not fit',
      input({ type: 'plain_text_input', min_length: 5, max_length: 2 }),
      '/view/blocks/0/element',
    ],
    [
      'an empty text',
      modal({ blocks: [{ type: 'section', text: plain('') }] }),
      '/view/blocks/0/text/text',
    ],
  ])('is refused with %s', (_, view, pointer) => {
    expect(validateModal(view)).toEqual([
      expect.stringContaining(`[json-pointer:${pointer}]`),
    ]);
  });
});

describe('blocks of a message', () => {
  it('may be fifty', () => {
    expect(validateMessageBlocks(Array(50).fill({ type: 'divider' }))).toEqual(
      [],
    );
    expect(
      validateMessageBlocks(Array(51).fill({ type: 'divider' })),
    ).toHaveLength(1);
  });

  it('have limits of their own', () => {
    const text = { type: 'mrkdwn', text: 'x'.repeat(3001) };
    expect(validateMessageBlocks([{ type: 'section', text }])).toEqual([
      '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ]);
    const button = { type: 'button', text: plain('x'.repeat(76)) };
    expect(
      validateMessageBlocks([{ type: 'actions', elements: [button] }]),
    ).toHaveLength(1);
    const quote = {
      type: 'rich_text_quote',
      elements: [{ type: 'text', text: '' }],
    };
    expect(
      validateMessageBlocks([{ type: 'rich_text', elements: [quote] }]),
    ).toHaveLength(1);
  });
});
