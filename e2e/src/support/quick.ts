/** How long the Lease of a backend lasts that is gone, in milliseconds. */
export const leaseMs = 3000;

/**
 * How late the binding of a session may be gone: after its end, or after the moment since when there is someone again who
 * can end it. In milliseconds.
 */
export const promptlyMs = 2000;

/** Overrides that make recoveries quick enough for tests. */
export const quick = {
  APP_CONFIG_clusterAccess_rancher_lease_duration: `{"seconds":${
    leaseMs / 1000
  }}`,
  APP_CONFIG_clusterAccess_archive_settle: '{"seconds":1}',
  // An attempt that was cut off is made again this much and 5 seconds later.
  APP_CONFIG_clusterAccess_notifications_timeout: '{"seconds":3}',
};
