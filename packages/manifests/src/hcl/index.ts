export {
  attribute,
  attributes,
  block,
  comment,
  named,
  type Body,
  type BodyItem,
} from './document';
export {
  call,
  conditional,
  heredoc,
  literal,
  object,
  reference,
  template,
  type Expression,
} from './expressions';
export { printHcl } from './print';
export { hclTextProblem } from './text';
export { checkTexts, hclText } from './fields';
