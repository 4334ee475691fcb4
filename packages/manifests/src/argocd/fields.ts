import * as z from 'zod';
import { repositoryPath } from '../fields';

const HOST = '[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?';
const PATH = '[\\w.~%+-]+(/[\\w.~%+-]+)*/?';
const ADDRESSES = [
  `(https|oci)://${HOST}(:[0-9]+)?(/(${PATH})?)?`,
  `ssh://([\\w.-]+@)?${HOST}(:[0-9]+)?/${PATH}`,
  `[\\w.-]+@${HOST}:${PATH}`,
  `${HOST}\\.[A-Za-z]+(:[0-9]+)?/${PATH}`,
].map(address => new RegExp(`^${address}$`));

/**
 * A Git repository, a Helm repository, or an OCI registry: `https://…`, `ssh://…`, `git@host:path`, `oci://…`, or, for charts in
 * registries, `host/path`. Credentials belong in a repository Secret of Argo CD.
 */
export const repositoryUrl = z
  .string()
  .max(1_000, 'use at most 1,000 characters')
  .refine(
    url => ADDRESSES.some(address => address.test(url)),
    'write an address such as https://github.com/org/repository.git or git@github.com:org/repository.git, without user and password',
  );

/** Branch, tag or commit, or the version or range of a chart: `main`, `v1.2.3`, `>=1.2 <2`. */
export const targetRevision = z
  .string()
  .max(255, 'use at most 255 characters')
  .regex(
    /^[A-Za-z0-9^~<>=*][\w./^~<>=*|, +@-]*$/,
    'write a branch, tag, commit, or the version of a chart',
  )
  .refine(revision => !revision.includes('..'), 'must not hold ".."');

/** Folder of a repository; `.` is its root. */
export const sourcePath = z
  .string()
  .refine(path => path === '.' || repositoryPath.safeParse(path).success, {
    error: 'write a relative path such as apps/web, or "." for the root',
  });

/** Name of a chart; in a registry it may have folders. */
export const chartName = z
  .string()
  .max(250, 'use at most 250 characters')
  .regex(
    /^[a-z0-9][\w.-]*(\/[a-z0-9][\w.-]*)*$/,
    'write the name of a chart such as airflow',
  );

/** API server of a cluster. */
export const serverUrl = z
  .string()
  .max(500, 'use at most 500 characters')
  .regex(
    /^https:\/\/[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?(\/[\w./-]*)?$/,
    'write the address of an API server such as https://kubernetes.default.svc',
  );

/** Kind of an object. */
export const kind = z
  .string()
  .max(63, 'use at most 63 characters')
  .regex(/^[A-Z][A-Za-z0-9]*$/, 'write a kind such as Deployment');

/** API group; empty for the core group. */
export const group = z
  .string()
  .max(253, 'use at most 253 characters')
  .regex(
    /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$/,
    'write an API group such as apps, nothing for the core group',
  );

/** Address people are led to. */
export const webUrl = z
  .string()
  .max(2_000, 'use at most 2,000 characters')
  .regex(
    /^https:\/\/[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?([/?#][\w./?#%&=~:+,;@-]*)?$/,
    'write an address that begins with https://',
  );
