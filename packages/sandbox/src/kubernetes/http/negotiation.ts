import { notAcceptable } from '../errors';

export type Representation = 'object' | 'table' | 'metadata' | 'metadata-list';

export interface Negotiated {
  format: 'json' | 'yaml';
  as: Representation;
}

const PRODUCED = ['application/json', 'application/yaml'];
const CONVERSIONS: Record<string, Representation> = {
  Table: 'table',
  PartialObjectMetadata: 'metadata',
  PartialObjectMetadataList: 'metadata-list',
};

export interface MediaRange {
  type: string;
  parameters: Record<string, string>;
}

/** The media ranges of an Accept header in the order of preference. */
export function parseAccept(header: string | undefined): MediaRange[] {
  return (header || '*/*')
    .split(',')
    .map(part => {
      const [type, ...parameters] = part.split(';').map(piece => piece.trim());
      const pairs = parameters.map(parameter => {
        const [key, value = ''] = parameter.split('=');
        return [key.trim(), value.trim()] as const;
      });
      return {
        type: type.toLowerCase(),
        parameters: Object.fromEntries(pairs),
      };
    })
    .sort((a, b) => Number(b.parameters.q ?? 1) - Number(a.parameters.q ?? 1));
}

/**
 * How to answer: the first that the client accepts and we can produce.
 *
 * @throws ApiError 406
 */
export function negotiate(header: string | undefined): Negotiated {
  for (const { type, parameters } of parseAccept(header)) {
    const as = parameters.as ? CONVERSIONS[parameters.as] : 'object';
    if (as && ['application/json', 'application/*', '*/*'].includes(type)) {
      return { format: 'json', as };
    }
    if (as && type === 'application/yaml') {
      return { format: 'yaml', as };
    }
  }
  throw notAcceptable(PRODUCED);
}
