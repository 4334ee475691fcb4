import type { AdmissionDenial } from '../kubernetes/types';

/** The API server names the webhook before the message. */
export function denied(
  code: number,
  reason: string,
  message: string,
): AdmissionDenial {
  return { code, reason, message };
}

export function badRequest(message: string): AdmissionDenial {
  return denied(400, 'BadRequest', message);
}

export function invalid(
  field: string,
  value: string,
  detail: string,
): AdmissionDenial {
  return badRequest(
    `clusterroletemplatebinding.${field}: Invalid value: ${JSON.stringify(
      value,
    )}: ${detail}`,
  );
}

export function forbidden(field: string, detail: string): AdmissionDenial {
  return badRequest(`clusterroletemplatebinding${field}: Forbidden: ${detail}`);
}

export const EITHER_USER_OR_GROUP =
  'binding target must target either a user [userName]/[userPrincipalName] OR a group [groupName]/[groupPrincipalName]';
