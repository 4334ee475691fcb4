export { jsonObject, mapTexts, textsOf } from './json';
export type { JsonObject, JsonValue } from './json';
export { recordOf } from './recordOf';
