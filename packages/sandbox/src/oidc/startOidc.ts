import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { listen, stop } from '../http';
import type { Person } from '../people';
import type { Peer } from '../types';
import { Signer } from './claims';
import type { OidcClient } from './client';
import { Grants } from './grants';
import { createOidcApp } from './server';

export interface OidcOptions extends OidcClient {
  /** 0, the default, takes a free one. */
  port?: number;
  people: Person[];
  clock?: () => Date;
}

export interface OidcPeer extends Peer {
  /** Issuer; the same as `url`. */
  readonly issuer: string;
}

/** Starts an OpenID Connect provider on loopback, on which people sign in by a click. */
export async function startOidc(options: OidcOptions): Promise<OidcPeer> {
  const now = () =>
    Math.floor((options.clock?.() ?? new Date()).getTime() / 1000);
  const signer = await Signer.create();
  let url = '';
  const server = createServer(
    createOidcApp({
      issuer: () => url,
      people: options.people,
      client: options,
      grants: new Grants(now, () => randomBytes(32).toString('base64url')),
      signer,
      now,
    }),
  );
  url = await listen(server, options);

  return {
    name: 'oidc',
    url,
    issuer: url,
    stop: () => stop(server),
  };
}
