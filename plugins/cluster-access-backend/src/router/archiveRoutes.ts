import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { Response, Router } from 'express';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { audited } from './audited';
import { callerOf } from './caller';
import { findVisible } from './findVisible';
import type { RouteParts } from './parts';

/** Downloading archives. */
export function addArchiveRoutes(router: Router, parts: RouteParts): void {
  router.get('/sessions/:id/archive', async (request, response) => {
    const caller = await callerOf(request, parts);
    const { session, rights } = await findVisible(request, caller, parts);
    const event = {
      eventId: 'session-archive-download',
      request,
      severityLevel: 'medium',
      meta: { sessionId: session.id },
    } as const;
    await audited(parts.auditor, event, async () => {
      if (!rights.downloadArchive) {
        throw new NotAllowedError(
          'You are not permitted to download the archive of this session',
        );
      }
      await send(response, session, await open(session, parts));
      return { result: undefined };
    });
  });
}

async function open(
  { id, archive }: AccessSession,
  { archives }: RouteParts,
): Promise<Readable> {
  if (!archive) {
    throw new NotFoundError(`Session ${id} has no archive yet`);
  }
  if (archives?.id !== archive.store) {
    throw new NotFoundError(
      `The archive of session ${id} is in "${archive.store}", which is not installed here`,
    );
  }
  return archives.open(archive.locator);
}

async function send(
  response: Response,
  { archive }: AccessSession,
  content: Readable,
): Promise<void> {
  const fileName = (archive?.fileName ?? '').replace(/[^\w.-]/g, '_');
  response.set({
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="${
      fileName || 'archive.zip'
    }"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
  await pipeline(content, response);
}
