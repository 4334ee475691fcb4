import { useApi } from '@backstage/core-plugin-api';
import { toError } from '../../lib/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  AccessOptions,
  AccessRequestField,
  AccessSession,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { useRef, useState } from 'react';
import { clusterAccessApiRef, isAccessRefusedError } from '../../api';
import { newIdempotencyKey } from '../../lib/idempotencyKey';
import { clusterAccessTranslationRef } from '../../translations';
import {
  type RequestDraft,
  checkDraft,
  chooseCluster,
  chooseRole,
  emptyDraft,
} from './draft';

type Problems = Partial<Record<AccessRequestField, string>>;

/** What the form says about the request as a whole. */
interface Failure {
  kind: 'refused' | 'failed';
  message: string;
}

/** The state of the request form, from the first choice to the answer of the backend. */
export function useRequestForm(
  options: AccessOptions,
  onRequested: (session: AccessSession) => void,
) {
  const api = useApi(clusterAccessApiRef);
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const [draft, setDraft] = useState(() => emptyDraft(options));
  const [problems, setProblems] = useState<Problems>({});
  const [refusals, setRefusals] = useState(0);
  const [failure, setFailure] = useState<Failure>();
  const [isSending, setIsSending] = useState(false);

  // Kept while the same request is tried again, so that it is not granted twice when only the answer was lost.
  const idempotencyKey = useRef(newIdempotencyKey());

  const change = (next: RequestDraft, ...settled: AccessRequestField[]) => {
    idempotencyKey.current = newIdempotencyKey();
    setDraft(next);
    setFailure(undefined);
    setProblems(before =>
      settled.reduce(
        (left, field) => ({ ...left, [field]: undefined }),
        before,
      ),
    );
  };

  const showProblems = (found: Problems) => {
    setProblems(found);
    setRefusals(count => count + 1);
  };

  const refuse = (error: unknown) => {
    if (!isAccessRefusedError(error)) {
      setFailure({ kind: 'failed', message: toError(error).message });
      return;
    }
    const byField: Problems = {};
    for (const { field, message } of error.problems) {
      byField[field] = [byField[field], message].filter(Boolean).join(' ');
    }
    showProblems(byField);
    setFailure({
      kind: 'refused',
      message:
        byField.requester ??
        (error.problems.length ? t('request.seeFields') : error.message),
    });
  };

  const send = () => {
    const checked = checkDraft(options, draft);
    if ('problems' in checked) {
      const { minLength: min, maxLength: max } = options.reason;
      const { cluster, role, duration, reason } = checked.problems;
      showProblems({
        cluster: cluster && t('request.chooseCluster'),
        role: role && t('request.chooseRole'),
        duration: duration && t('request.chooseDuration'),
        reason:
          reason &&
          (reason === 'tooShort'
            ? t('request.reasonTooShort', { min: String(min) })
            : t('request.reasonTooLong', { max: String(max) })),
      });
      return;
    }
    setIsSending(true);
    setFailure(undefined);
    setProblems({});
    api
      .requestAccess(checked.request, {
        idempotencyKey: idempotencyKey.current,
      })
      .then(
        session => {
          setIsSending(false);
          onRequested(session);
        },
        error => {
          setIsSending(false);
          refuse(error);
        },
      );
  };

  return {
    draft,
    problems,
    /** How often the form was sent and found wrong. */
    refusals,
    failure,
    isSending,
    send,
    setCluster: (cluster: string) =>
      change(
        chooseCluster(options, draft, cluster),
        'cluster',
        'role',
        'duration',
      ),
    setRole: (role: string) =>
      change(chooseRole(options, draft, role), 'role', 'duration'),
    setDuration: (durationSeconds: number) =>
      change({ ...draft, durationSeconds }, 'duration'),
    setReason: (reason: string) => change({ ...draft, reason }, 'reason'),
  };
}
