import type { GeneratedFile } from '../../files';

type Random = () => number;

const WORDS = 'web api worker cache queue mail search auth cron proxy'.split(
  ' ',
);
const NOTES = [
  'keep this',
  'see ticket 4711',
  'größer, bitte',
  '\ttab in a comment',
  'was: "old"',
  'TODO(ops): remove - soon',
];

/** How one generated file is written. */
interface Ways {
  random: Random;
  step: number;
  indentSeq: boolean;
  quote: string;
  comments: number;
  blank: number;
  flow: number;
}

/** Files of many manners; the same ones for the same count. */
export function generateFiles(count: number): GeneratedFile[] {
  return Array.from({ length: count }, (_item, seed) => {
    const random = randomFrom(seed + 1);
    const kinds = [kustomization, values, registry, application, pipeline];
    const kind = kinds[seed % kinds.length];
    const ways: Ways = {
      random,
      step: random() < 0.75 ? 2 : 4,
      indentSeq: random() < 0.5,
      quote: ['"', "'", ''][Math.floor(random() * 3)],
      comments: random() * 0.4,
      blank: random() < 0.4 ? 0.3 : 0,
      flow: random() * 0.5,
    };
    const documents = random() < 0.15 ? [1, 2, 3] : [1];
    const text = documents.map(() => kind(ways).join('\n')).join('\n---\n');
    const ended = random() < 0.15 ? text : `${text}\n`;
    const broken = random() < 0.2 ? ended.replaceAll('\n', '\r\n') : ended;
    const content = (random() < 0.1 ? '\uFEFF' : '') + broken;
    const number = String(seed).padStart(2, '0');
    return { path: `${kind.name}-${number}.yaml`, content };
  });
}

function kustomization(ways: Ways): string[] {
  return [
    'apiVersion: kustomize.config.k8s.io/v1beta1',
    'kind: Kustomization',
    ...list(
      ways,
      'resources',
      names(ways).map(name => `${name}.yaml`),
    ),
    ...entries(ways, 'images', ['name', 'newTag']),
    ...map(ways, 'commonAnnotations', 1),
  ];
}

function values(ways: Ways): string[] {
  return [
    ...map(ways, 'image', 1),
    ...map(ways, 'service', 3),
    ...list(
      ways,
      'args',
      names(ways).map(name => `--${name}=1`),
    ),
    ...indent(['mode: 0644', 'on: yes', 'empty:'], 0),
    ...map(ways, 'resources', 2),
  ];
}

function registry(ways: Ways): string[] {
  return [
    '# One entry for each account',
    ...entries(ways, 'accounts', ['name', 'id', 'owner']),
  ];
}

function application(ways: Ways): string[] {
  return [
    'apiVersion: argoproj.io/v1alpha1',
    'kind: Application',
    ...map(ways, 'metadata', 2),
    'spec:',
    ...indent(map(ways, 'source', 1), ways.step),
    ...indent(
      list(ways, 'syncOptions', ['CreateNamespace=true', 'Prune=false']),
      ways.step,
    ),
    ...indent(
      ['script: |', ...indent(['#!/bin/sh', 'echo "a: b"'], ways.step)],
      ways.step,
    ),
  ];
}

function pipeline(ways: Ways): string[] {
  const { random, step } = ways;
  const shared = random() < 0.5;
  return [
    shared ? '.base: &base' : '.base:',
    ...indent(['image: node:22', 'retry: 2'], step),
    'build:',
    ...indent(shared ? ['<<: *base'] : ['stage: build'], step),
    ...indent(
      list(ways, 'script', ['yarn install', 'yarn build # not a comment']),
      step,
    ),
    ...entries(ways, 'jobs', ['name', 'image']),
  ];
}

function map(ways: Ways, key: string, depth: number): string[] {
  const { random, flow, step } = ways;
  const keys = names(ways);
  if (random() < flow) {
    return [
      remark(
        ways,
        `${key}: {${keys.map(name => `${name}: ${scalar(ways)}`).join(', ')}}`,
      ),
    ];
  }
  const lines = keys.flatMap(name =>
    depth > 1 && random() < 0.5
      ? map(ways, name, depth - 1)
      : [...above(ways), remark(ways, `${name}: ${scalar(ways)}`)],
  );
  return [...above(ways), remark(ways, `${key}:`), ...indent(lines, step)];
}

function list(ways: Ways, key: string, items: string[]): string[] {
  const written = items.map(item => quoted(ways, item));
  if (ways.random() < ways.flow) {
    return ways.random() < 0.5
      ? [remark(ways, `${key}: [${written.join(', ')}]`)]
      : [
          `${key}: [`,
          ...indent(
            written.map(item => remark(ways, `${item},`)),
            ways.step,
          ),
          ']',
        ];
  }
  const lines = written.flatMap(item => [
    ...above(ways),
    remark(ways, `- ${item}`),
  ]);
  return [
    remark(ways, `${key}:`),
    ...indent(lines, ways.indentSeq ? ways.step : 0),
  ];
}

function entries(ways: Ways, key: string, fields: string[]): string[] {
  const spaced = ways.random() < 0.4;
  const lines = names(ways).flatMap((name, index) => {
    const [first, ...rest] = fields.map((field, place) =>
      remark(ways, `${field}: ${place === 0 ? name : scalar(ways)}`),
    );
    return [
      ...(spaced && index > 0 ? [''] : above(ways)),
      `- ${first}`,
      ...indent(rest, 2),
    ];
  });
  return [`${key}:`, ...indent(lines, ways.indentSeq ? ways.step : 0)];
}

function scalar(ways: Ways): string {
  const { random } = ways;
  const word = quoted(
    ways,
    `${pick(ways, WORDS)}-${Math.floor(random() * 100)}`,
  );
  const count = String(Math.floor(random() * 9000));
  return pick(ways, [word, word, count, 'true', '"1.20"', "'0123'", '0755']);
}

function quoted({ random, quote }: Ways, text: string): string {
  const needed = / #|: |^[-*&!%@]/.test(text);
  const sign = needed ? quote || '"' : quote;
  return needed || random() < 0.8 ? sign + text + sign : text;
}

function names(ways: Ways): string[] {
  const from = Math.floor(ways.random() * 6);
  return WORDS.slice(from, from + 2 + Math.floor(ways.random() * 3));
}

function remark(ways: Ways, line: string): string {
  return ways.random() < ways.comments
    ? `${line}${pick(ways, [' ', '  ', '\t'])}# ${pick(ways, NOTES)}`
    : line;
}

function above(ways: Ways): string[] {
  const blank = ways.random() < ways.blank ? [''] : [];
  return ways.random() < ways.comments
    ? [...blank, `# ${pick(ways, NOTES)}`]
    : blank;
}

function indent(lines: string[], columns: number): string[] {
  return lines.map(line => (line ? ' '.repeat(columns) + line : line));
}

function pick<Item>({ random }: Ways, items: Item[]): Item {
  return items[Math.floor(random() * items.length)];
}

/** Mulberry32: small, and the same on every machine. */
function randomFrom(seed: number): Random {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
