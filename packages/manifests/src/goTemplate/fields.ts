import { z } from 'zod';
import type { JsonObject } from '../records';
import { jsonObject, mapTexts } from '../records';
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
