import { InputError } from '@backstage/errors';
import type { AccessRequest } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { Request } from 'express';
import { z } from 'zod';

const name = z.string().min(1).max(253);

const accessRequest = z.strictObject({
  cluster: name,
  role: name,
  durationSeconds: z.number().int().positive(),
  reason: z.string().max(10_000),
}) satisfies z.ZodType<AccessRequest>;

const listQuery = z.strictObject({
  scope: z.enum(['mine', 'active', 'all']).default('mine'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});

const idempotencyKey = z
  .string()
  .regex(/^[\w.:-]{1,128}$/, 'up to 128 letters, digits and . : _ -')
  .optional();

export function parseAccessRequest(request: Request): AccessRequest {
  return parse(accessRequest, request.body, 'The request');
}

export function parseListQuery(request: Request) {
  return parse(listQuery, request.query, 'The query');
}

export function parseIdempotencyKey(request: Request): string | undefined {
  return parse(
    idempotencyKey,
    request.get('idempotency-key'),
    'The header Idempotency-Key',
  );
}

/** @throws InputError that names each field and what it must be */
function parse<T extends z.ZodType>(
  schema: T,
  input: unknown,
  what: string,
): z.output<T> {
  const result = schema.safeParse(input);
  if (!result.success) {
    const issues = result.error.issues.map(issue =>
      [issue.path.join('.'), issue.message].filter(Boolean).join(': '),
    );
    throw new InputError(`${what} is not valid: ${issues.join('; ')}`);
  }
  return result.data;
}
