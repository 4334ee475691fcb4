import fc from 'fast-check';
import { hostileText, hostileTexts } from '../__testUtils__/hostile';
import {
  describeWithKubectl,
  renderGoTemplate,
} from '../__testUtils__/kubectl';
import { escapeGoTemplate } from './escape';

/** What Go's text/template makes of a text whose only action is a raw string; anything else would be code. */
function render(template: string): string {
  let rest = template;
  let result = '';
  for (
    let start = rest.indexOf('{{');
    start !== -1;
    start = rest.indexOf('{{')
  ) {
    const action = /^\{\{`([^`]*)`\}\}/.exec(rest.slice(start));
    if (!action) {
      throw new Error(`code at ${rest.slice(start, start + 20)}`);
    }
    result += rest.slice(0, start) + action[1];
    rest = rest.slice(start + action[0].length);
  }
  return result + rest;
}

describe('a text in a field that is a Go template', () => {
  it('stays as it is when it has no delimiter', () => {
    expect(escapeGoTemplate('a } b }} { c')).toBe('a } b }} { c');
  });

  it('has its delimiters as raw strings', () => {
    expect(escapeGoTemplate('{{ .password }}')).toBe('{{`{{`}} .password }}');
  });

  it.each(['{{{', '{{{{', '{{{{{', '{{`{{`}}', '}}{{', '{{- x -}}'])(
    'comes out of the template unchanged: %s',
    text => {
      expect(render(escapeGoTemplate(text))).toBe(text);
    },
  );

  it('comes out unchanged whatever it is', () => {
    for (const text of hostileTexts) {
      expect(render(escapeGoTemplate(text))).toBe(text);
    }
    fc.assert(
      fc.property(
        fc.array(hostileText),
        fc.array(fc.constantFrom('{', '}', '`')),
        (texts, braces) => {
          const text = [...texts, ...braces].join('');
          expect(render(escapeGoTemplate(text))).toBe(text);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });
});

describeWithKubectl('what Go itself makes of an escaped text', () => {
  // A file of UTF-8 cannot hold half of a surrogate pair.
  const texts = hostileTexts.filter(text => !/\p{Cs}/u.test(text));

  it('is the text', () => {
    const all = [...texts, '{{{', '{{{{{', '{{- x -}}', '{{/* x */}}'].join(
      '\n=====\n',
    );
    expect(renderGoTemplate(escapeGoTemplate(all))).toBe(all);
  });

  it('would be something else without the escape', () => {
    expect(renderGoTemplate('{{ "{{" }}')).toBe('{{');
    expect(() => renderGoTemplate('{{ .x }}')).toThrow('x');
  });
});
