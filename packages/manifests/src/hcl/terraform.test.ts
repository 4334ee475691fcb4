import fc from 'fast-check';
import { hostileText, hostileTexts } from '../__testUtils__/hostile';
import {
  describeWithTerraform,
  formattingDiff,
  readOutputs,
} from '../__testUtils__/terraform';
import type { JsonValue } from '../records';
import {
  attribute,
  block,
  type Body,
  type BodyItem,
  call,
  comment,
  conditional,
  type Expression,
  heredoc,
  hclTextProblem,
  literal,
  object,
  printHcl,
  reference,
  template,
} from '.';

const text = fc
  .oneof(fc.string({ maxLength: 30 }), hostileText)
  .filter(value => value.length < 1_000 && !hclTextProblem(value));
const rawText = text.filter(value => !/[^\P{Cc}\n\t]/u.test(value));
const identifier = fc.stringMatching(/^[a-z_][A-Za-z0-9_-]{0,20}$/);
const key = fc.oneof(identifier, text);
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const { json } = fc.letrec<{ json: JsonValue }>(tie => ({
  json: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(key, tie('json'), { maxKeys: 4 }),
  ),
}));

const traversal = fc
  .tuple(
    identifier,
    fc.array(fc.oneof(identifier, fc.nat(9)), { maxLength: 3 }),
  )
  .map(([root, steps]) => reference(root, ...steps));
const { expression } = fc.letrec<{ expression: Expression }>(tie => ({
  expression: fc.oneof(
    { maxDepth: 3 },
    scalar,
    traversal,
    fc
      .array(fc.oneof(text, traversal), { maxLength: 4 })
      .map(parts => template(...parts)),
    fc.array(tie('expression'), { maxLength: 4 }),
    fc
      .tuple(traversal, tie('expression'), scalar)
      .map(([when, then, otherwise]) => conditional(when, then, otherwise)),
    fc.dictionary(key, tie('expression'), { maxKeys: 4 }).map(object),
    fc
      .tuple(identifier, fc.array(tie('expression'), { maxLength: 3 }))
      .map(([name, args]) => call(name, ...args)),
  ),
}));

/** An item once its place in the body is known: the names of attributes are unique in a body. */
type Item = (place: number) => BodyItem;
const { body } = fc.letrec<{ item: Item; body: Body }>(tie => ({
  item: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(identifier, expression).map(
      ([name, value]): Item =>
        place =>
          attribute(`${name}${place}`, value),
    ),
    fc.tuple(identifier, scalar).map(
      ([name, value]): Item =>
        place =>
          attribute(`${name}${place}`, value),
    ),
    fc.tuple(identifier, rawText).map(
      ([name, lines]): Item =>
        place =>
          attribute(`${name}${place}`, heredoc(`${lines}\n`)),
    ),
    rawText.map(
      (lines): Item =>
        () =>
          comment(lines),
    ),
    fc
      .tuple(identifier, fc.array(identifier, { maxLength: 2 }), tie('body'))
      .map(
        ([type, labels, items]): Item =>
          () =>
            block(type, labels, items),
      ),
  ),
  body: fc
    .array(tie('item'), { maxLength: 6 })
    .map(items => items.map((item, place) => item(place))),
}));

function output(place: number, value: Expression): BodyItem {
  return block('output', [`o${place}`], [attribute('value', value)]);
}

describeWithTerraform('what is printed', () => {
  it('is what `terraform fmt` leaves: 600 generated files, one run', () => {
    const files = fc
      .sample(body, { numRuns: 600, seed: 20_260_301 })
      .map((items, index) => ({
        path: `${index}.tf`,
        content: printHcl(items),
      }));
    expect(
      files.filter(({ content }) => content.includes('{')).length,
    ).toBeGreaterThan(200);
    expect(formattingDiff(files)).toBe('');
  });

  it('is read as the data it was printed from: 1,000 generated values, one run', () => {
    const values = [
      ...hostileTexts.filter(value => !hclTextProblem(value)),
      ...fc.sample(json, { numRuns: 500, seed: 20_260_302 }),
      ...fc.sample(text, { numRuns: 400, seed: 20_260_303 }),
    ];
    const outputs = readOutputs([
      {
        path: 'main.tf',
        content: printHcl(
          values.map((value, place) => output(place, literal(value))),
        ),
      },
    ]);
    expect(values.map((_, place) => outputs[`o${place}`] ?? null)).toEqual(
      // JSON knows no -0
      JSON.parse(JSON.stringify(values)),
    );
  });

  it('keeps text around expressions and text of several lines: 400 generated texts, one run', () => {
    const around = fc.sample(fc.tuple(text, text), {
      numRuns: 200,
      seed: 20_260_304,
    });
    const lines = fc.sample(rawText, { numRuns: 200, seed: 20_260_305 });
    const x = reference('local', 'x');
    const outputs = readOutputs([
      {
        path: 'main.tf',
        content: printHcl([
          block('locals', [], [attribute('x', 'X')]),
          ...around.map(([before, after], place) =>
            output(place, template(before, x, after, call('lower', x))),
          ),
          ...lines.map((line, place) =>
            block(
              'output',
              [`h${place}`],
              [attribute('value', heredoc(`${line}\n`))],
            ),
          ),
        ]),
      },
    ]);
    expect(around.map((_, place) => outputs[`o${place}`])).toEqual(
      around.map(([before, after]) => `${before}X${after}x`),
    );
    expect(lines.map((_, place) => outputs[`h${place}`])).toEqual(
      lines.map(line => `${line}\n`),
    );
  });
});
