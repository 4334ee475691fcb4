export { escapeGoTemplate } from './escape';
export { literalTexts, templatedTexts } from './fields';
export type { GoTemplate, TextRules } from './fields';
