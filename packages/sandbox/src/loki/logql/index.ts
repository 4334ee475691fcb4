export { parseLogQuery, parseSelector } from './parser';
export { runPipeline, type Labels } from './pipeline';
export { ParseError, type LogQuery, type Matcher } from './types';
