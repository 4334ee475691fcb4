const texts: string[] = [
  '',
  ' ',
  '*',
  '?',
  'nightly*',
  'nightl?',
  '${aws:username}',
  '${*}',
  'nightly${aws:PrincipalTag/team}',
  'nightly\n',
  '\nnightly',
  'nightly\r\n"Effect": "Allow"',
  'nightly"',
  "nightly'",
  'nightly\\',
  'nightly", "Resource": "*',
  'nightly\u0000',
  'nіghtly', // The second letter is Cyrillic.
  'nightly\u200b', // A space without width.
  'ｎightly', // The first letter is fullwidth.
  'nightly\u2028',
  '$(id)',
  '`id`',
  '{{ name }}',
  '!!js/function nightly',
  '&anchor',
  '../nightly',
  'nightly/../../other',
  'arn:aws:glue:us-east-2:490262564977:job/nightly',
  'a'.repeat(64 * 1024),
];

/**
 * Names that would mean something else in a policy, in JSON, YAML, HCL or a shell, if they were not refused or escaped; each behind
 * what the title of a test can hold of it.
 */
export const hostile: Array<[string, string]> = texts.map(text => [
  JSON.stringify(text).slice(0, 60),
  text,
]);
