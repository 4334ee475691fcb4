export { escapeGoTemplate } from './escape';
export {
  literalTexts,
  repeatedlyTemplatedTexts,
  templatedTexts,
} from './fields';
export type { GoTemplate, TextRules } from './fields';
