export { validateMessageBlocks, validateModal } from './blockKit';
export { startSlack } from './startSlack';
export type {
  AppResponse as SlackAppResponse,
  OpenModal as SlackOpenModal,
  RequestOverrides as SlackRequestOverrides,
  SentRequest as SlackSentRequest,
  SlackChannel,
  SlackEphemeral,
  SlackMessage,
  SlackOptions,
  SlackPeer,
  SlackPerson,
} from './types';
