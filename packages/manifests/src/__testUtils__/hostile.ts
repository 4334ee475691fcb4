import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import fc from 'fast-check';

/** Texts that break whatever glues them into YAML, HCL, JSON, a template or a shell, or that read as something else than text. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  ' leading',
  'trailing ',
  '\ttab',
  'a\nb',
  'a\r\nb\r',
  '\n\n  indented\n',
  'trailing lines\n\n\n',
  'nul\u0000byte',
  'bell\u0007 escape\u001b[31m delete\u007f',
  'nel\u0085 line\u2028 paragraph\u2029',
  'byte order mark \ufeff',
  '\ufeffat the start',
  'right-to-left \u202e override',
  'zero\u200bwidth',
  'look-alike: pаypal', // a Cyrillic "а"
  'fullwidth ＄｛ｘ｝',
  'emoji 👩‍💻',
  "'",
  '"',
  "it's",
  '\\',
  '\\n',
  '`id`',
  '$HOME',
  '${var.secret}',
  '%{ if true }',
  '$${x}',
  '$(id)',
  '$(AWS_PROFILE)',
  '$$(AWS_PROFILE)',
  '{{ .Values.x }}',
  '{{ "{{" }}',
  '${{ secrets.TOKEN }}',
  '<%= x %>',
  '"; rm -rf /; "',
  "'; rm -rf /; '",
  '&& id',
  '| id',
  '> /etc/passwd',
  '-n',
  '--profile=other',
  'EOF\nid\nEOF',
  '!!binary x',
  '!!python/object:os.system',
  '&anchor',
  '*alias',
  '<<',
  '<<: *x',
  '? key',
  ': value',
  'key: value',
  'a: b: c',
  '- item',
  '---',
  '--- a',
  '...',
  'a\n---\nb',
  'a\n...\nb',
  '# comment',
  'text # comment',
  '%YAML 1.1',
  '@at',
  '|',
  '>-',
  '[a, b]',
  '{a: b}',
  ',',
  '[profile x]',
  'x]\n[profile y]',
  'a=b',
  '~',
  'null',
  'Null',
  'true',
  'yes',
  'No',
  'on',
  'OFF',
  'y',
  'n',
  '0644',
  '0o644',
  '08080',
  '0x1f',
  '0b11',
  '1_000',
  '1e3',
  '1E+3',
  '1.',
  '.5',
  '-0',
  '+1',
  '1:20',
  '190:20:30.15',
  '.inf',
  '-.INF',
  '.nan',
  '2024-01-01',
  '2024-01-01T00:00:00Z',
  '12345678901234567890',
  '=',
  '__proto__',
  'constructor',
  '*',
  '*/*',
  '../../etc/passwd',
  '/absolute',
  'a/../b',
  'arn:aws:iam::123456789012:role/x"}',
  'x'.repeat(65_536),
  'line\n'.repeat(13_108),
];

/** A hostile text, alone or between ordinary ones. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc
    .tuple(
      fc.constantFrom('', 'a', 'name-', 'a b '),
      fc.constantFrom(...hostileTexts),
      fc.constantFrom('', 'z', '-name', ' c d'),
    )
    .map(parts => parts.join('')),
  fc.fullUnicodeString({ maxLength: 60 }),
  fc.string16bits({ maxLength: 20 }),
);

/**
 * What `generate` makes of a hostile value in `field`, or `undefined` when it was refused by naming that field or one below or
 * above it. Anything else that goes wrong fails the test.
 */
export function unlessRefused<Output>(
  field: string,
  generate: () => Output,
): Output | undefined {
  try {
    return generate();
  } catch (error) {
    if (!(error instanceof InvalidFieldsError)) {
      throw error;
    }
    const named = error.problems.map(({ path }) => path);
    expect(
      named.filter(
        path =>
          path !== '' && !path.startsWith(field) && !field.startsWith(path),
      ),
    ).toEqual([]);
    expect(named).not.toContain('');
    return undefined;
  }
}
