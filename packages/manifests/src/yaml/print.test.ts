import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { hostileText, hostileTexts } from '../__testUtils__/hostile';
import { printManifests, printYaml } from './print';

// A busy machine starts many processes, or goes through many texts, slowly.
jest.setTimeout(60_000);

const isWhole = (text: string) => !/\p{Surrogate}/u.test(text);

describe('printed YAML', () => {
  it.each(['1.1', '1.2'] as const)(
    'is read back equal by a reader of YAML %s, whatever the texts hold',
    version => {
      fc.assert(
        fc.property(hostileText.filter(isWhole), text => {
          const data = {
            value: text,
            list: [text, [text], { [`k${text.slice(0, 500)}`]: text }],
          };
          expect(parse(printYaml(data), { version })).toEqual(data);
        }),
        { seed: 20260, numRuns: 500 },
      );
    },
  );

  it.each(hostileTexts.map(text => [text.slice(0, 40), text]))(
    'keeps %j as a value and as a key',
    (_, text) => {
      const data = { value: text, [text.slice(0, 1_000)]: [text] };
      for (const version of ['1.1', '1.2'] as const) {
        expect(parse(printYaml(data), { version })).toEqual(data);
      }
    },
  );

  it('holds no character that a reader in Go refuses', () => {
    expect(
      hostileTexts
        .map(text => printYaml([text]))
        .filter(text =>
          /[^\n\x20-\x7e\xa0-\u{10ffff}]|[\u2028\u2029\ufeff]/u.test(text),
        ),
    ).toEqual([]);
  });

  it('writes texts of several lines as people do', () => {
    expect(printYaml({ script: 'set -eu\n\naws sts\n' })).toBe(
      'script: |\n  set -eu\n\n  aws sts\n',
    );
  });

  it('quotes what YAML 1.1 takes for something else than text', () => {
    expect(printYaml(['0644', 'yes', '1:20', 'plain'])).toBe(
      '- "0644"\n- "yes"\n- "1:20"\n- plain\n',
    );
  });

  it('refuses what is no text', () => {
    expect(() => printYaml({ a: '\ud800' })).toThrow('surrogate');
  });
});

describe('printed manifests', () => {
  it('are separate documents of one file', () => {
    const objects = ['a', '---\nb'].map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    }));
    expect(
      parseAllDocuments(printManifests(objects)).map(document =>
        document.toJS(),
      ),
    ).toEqual(objects);
  });
});
