export { startOidc } from './startOidc';
export type { OidcOptions, OidcPeer } from './startOidc';
