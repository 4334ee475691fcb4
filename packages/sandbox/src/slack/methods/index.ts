export { chatMethods } from './chat';
export { conversationsMethods } from './conversations';
export { usersMethods } from './users';
export { viewsMethods } from './views';
export { readContent } from './chat';
export type { Method, MethodContext } from './types';
