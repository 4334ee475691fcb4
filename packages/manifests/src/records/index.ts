export { jsonObject, mapTexts } from './json';
export type { JsonObject, JsonValue } from './json';
export { recordOf } from './recordOf';
