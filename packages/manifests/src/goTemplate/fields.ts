import * as z from 'zod';
import type { JsonObject } from '../records';
import { jsonObject, mapTexts, textsOf } from '../records';
import { escapeGoTemplate } from './escape';

/** A field's value that is Go template code on purpose. A plain text in its place is carried literally. */
export interface GoTemplate {
  /** `{{ .path.basename }}` */
  template: string;
}

const goTemplate = z.strictObject({
  template: z
    .string()
    .max(4_096, 'use at most 4,096 characters')
    .includes('{{', {
      error: 'is no template: give the text itself instead of { template }',
    }),
});

const NO_DELIMITER =
  'must not hold "{{": here it is read as a template more than once';

function isNoTemplate(text: string): boolean {
  return !text.includes('{{');
}

/** How the texts of an object are read by what it is made for: as they are, or as Go templates. */
export interface TextRules<Input> {
  /** The schema of a text, given the one of its literal form. */
  text(literal: z.ZodType<string, string>): z.ZodType<string, Input>;
  /** The schema of free data. */
  data: z.ZodType<JsonObject, JsonObject>;
}

/** Texts stay as they are. */
export const literalTexts: TextRules<string> = {
  text: literal => literal,
  data: jsonObject,
};

/** Texts become Go templates: what is given as a text is escaped, what is given as `{ template }` is code. */
export const templatedTexts: TextRules<string | GoTemplate> = {
  text: literal =>
    z
      .union([literal, goTemplate])
      .transform(value =>
        typeof value === 'string' ? escapeGoTemplate(value) : value.template,
      ),
  data: jsonObject.transform(data => mapTexts(data, escapeGoTemplate)),
};

/**
 * Texts that Argo CD renders as templates a number of times that depends on their surroundings: no escape is right for all of
 * them. What is given as a text must hold no delimiter.
 */
export const repeatedlyTemplatedTexts: TextRules<string | GoTemplate> = {
  text: literal =>
    z
      .union([literal.refine(isNoTemplate, NO_DELIMITER), goTemplate])
      .transform(value => (typeof value === 'string' ? value : value.template)),
  data: jsonObject.refine(
    data => textsOf(data).every(isNoTemplate),
    NO_DELIMITER,
  ),
};
