export {
  OutboxDispatcher,
  type OutboxDispatcherOptions,
} from './OutboxDispatcher';
