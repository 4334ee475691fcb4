export { coversPattern, patternsOverlap } from './compare';
export { compilePattern, matchesPattern } from './match';
