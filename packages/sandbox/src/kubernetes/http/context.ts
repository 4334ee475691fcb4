import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Cluster } from '../operations';
import type { Faults } from '../../types';
import type { UserInfo } from '../types';
import type { Tokens } from './authentication';
import type { RequestInfo } from './request-info';
import type { WatchSettings } from './watch';

/** What every request is served with. */
export interface ServerContext {
  cluster: Cluster;
  tokens: Tokens;
  faults: Faults;
  watches: WatchSettings;
}

/** One request, authenticated. */
export interface RequestContext extends ServerContext {
  info: RequestInfo;
  user: UserInfo;
  request: IncomingMessage;
  response: ServerResponse;
}
