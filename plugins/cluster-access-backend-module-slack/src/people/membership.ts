/** What Slack tells of an account, as far as it matters here. */
export interface SlackAccount {
  deleted?: boolean;
  is_bot?: boolean;
  /** From another organisation, and in no channel with the app. */
  is_stranger?: boolean;
  team_id?: string;
  enterprise_user?: { enterprise_id?: string };
}

/** Where the app is installed. */
export interface SlackHome {
  team_id?: string;
  enterprise_id?: string;
}

/**
 * Whether an account is a person of the workspace, or of the organisation, that the app is installed in. Someone of another
 * one who shares a channel (Slack Connect) is no stranger to Slack, but what their e-mail address says is up to the
 * administrators over there.
 */
export function isMember(account: SlackAccount, home: SlackHome): boolean {
  if (account.deleted || account.is_bot || account.is_stranger) {
    return false;
  }
  const enterprise = account.enterprise_user?.enterprise_id;
  return (
    (account.team_id !== undefined && account.team_id === home.team_id) ||
    (enterprise !== undefined && enterprise === home.enterprise_id)
  );
}
