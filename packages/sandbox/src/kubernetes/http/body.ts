import type { IncomingMessage } from 'node:http';
import { parse } from 'yaml';
import { badRequest, failure, unsupportedMediaType } from '../errors';
import { decodeProtobuf } from '../protobuf';
import type { Json } from '../types';

const PROTOBUF = 'application/vnd.kubernetes.protobuf';

/** What etcd takes in one request, and therefore the API server (bytes). */
const LIMIT = 3 * 1024 * 1024;

/** The body as text; empty for a request without one. */
export async function readText(request: IncomingMessage): Promise<string> {
  return (await readBytes(request)).toString('utf8');
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const buffer: Buffer = chunk;
    size += buffer.length;
    if (size > LIMIT) {
      throw failure(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${LIMIT}`,
        {},
      );
    }
    chunks.push(buffer);
  }
  return Buffer.concat(chunks);
}

export function mediaTypeOf(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '')
    .split(';')[0]
    .trim()
    .toLowerCase();
}

function parseJson(text: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch (error) {
    throw badRequest(
      `couldn't get version/kind; json parse error: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}

function parseYaml(text: string): Json {
  try {
    const value: Json = parse(text);
    return value;
  } catch (error) {
    throw badRequest(
      `error decoding YAML: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/**
 * A JSON, YAML or protobuf body.
 *
 * @throws ApiError 400 when it is not well-formed, 415 when it is of another type
 */
export async function readBody(request: IncomingMessage): Promise<Json> {
  const mediaType = mediaTypeOf(request);
  if (mediaType === PROTOBUF) {
    return decodeProtobuf(await readBytes(request));
  }
  const text = await readText(request);
  if (
    mediaType === '' ||
    mediaType === 'application/json' ||
    mediaType === '*/*'
  ) {
    return parseJson(text);
  }
  if (mediaType === 'application/yaml') {
    return parseYaml(text);
  }
  throw unsupportedMediaType([
    'application/json',
    'application/yaml',
    PROTOBUF,
  ]);
}

/** The body of a PATCH: YAML (and so JSON) for an apply, JSON for the others. */
export async function readPatch(request: IncomingMessage): Promise<Json> {
  const text = await readText(request);
  return mediaTypeOf(request).endsWith('+yaml') &&
    !text.trimStart().startsWith('{')
    ? parseYaml(text)
    : parseJson(text);
}
