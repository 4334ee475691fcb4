import { shortHash } from '../hash';
import type { Finding } from './types';

/** What a name is of. */
export type NameKind = 'role' | 'policy' | 'session' | 'external-id';

interface NameRule {
  shortest: number;
  longest: number;
  /** A character that is taken. */
  character: RegExp;
  characters: string;
  source: string;
}

const API = 'https://docs.aws.amazon.com/IAM/latest/APIReference/';
const STS =
  'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html';
const usual = {
  character: /[\w+=,.@-]/,
  characters: 'letters, digits and _+=,.@-',
};

const nameRules: Readonly<Record<NameKind, NameRule>> = {
  role: {
    shortest: 1,
    longest: 64,
    ...usual,
    source: `${API}API_CreateRole.html`,
  },
  policy: {
    shortest: 1,
    longest: 128,
    ...usual,
    source: `${API}API_CreatePolicy.html`,
  },
  session: { shortest: 2, longest: 64, ...usual, source: STS },
  'external-id': {
    shortest: 2,
    longest: 1224,
    character: /[\w+=,.@:/-]/,
    characters: 'letters, digits and _+=,.@:/-',
    source: STS,
  },
};

/**
 * Looks a name over: characters and length. The correction is a name that is taken: what is too long is cut and gets a hash of
 * the whole, so that two long names stay two.
 */
export function lintName(kind: NameKind, name: string): Finding[] {
  const rule = nameRules[kind];
  const { shortest, longest, characters, source } = rule;
  const characterIsWrong = [...name].some(
    character => !rule.character.test(character),
  );
  const problems = [
    ...(characterIsWrong ? [`holds characters other than ${characters}`] : []),
    ...(name.length > longest
      ? [`has ${name.length} characters, ${longest} are taken`]
      : []),
    ...(name.length < shortest
      ? [`has ${name.length} characters, at least ${shortest} are asked for`]
      : []),
  ];
  return problems.length === 0
    ? []
    : [
        {
          rule: 'name',
          severity: 'error',
          place: { start: 0, end: name.length, line: 1, column: 1, path: [] },
          message: `This name of a ${
            kind === 'external-id' ? 'trust (external id)' : kind
          } ${problems.join(' and ')}.`,
          correction: {
            start: 0,
            end: name.length,
            text: takenName(name, rule, kind),
          },
          source,
        },
      ];
}

function takenName(name: string, rule: NameRule, kind: NameKind): string {
  const plain = [...name]
    .map(character => (rule.character.test(character) ? character : '-'))
    .join('');
  if (plain.length < rule.shortest) {
    return `${kind}-${shortHash(name)}`;
  }
  return plain.length > rule.longest
    ? `${plain.slice(0, rule.longest - 9)}-${shortHash(name)}`
    : plain;
}
