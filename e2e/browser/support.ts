import {
  expect,
  type Browser,
  type BrowserContext,
  type Page,
} from '@playwright/test';

function address(name: 'PORTAL_URL' | 'SLACK_URL'): string {
  const url = process.env[name];
  if (!url) {
    throw new Error(`${name} is set once the portal is up`);
  }
  return url;
}

export const portalUrl = () => address('PORTAL_URL');
export const slackUrl = () => address('SLACK_URL');

/** Signs in on the portal's page, in the provider's window, as a person does. */
export async function signIn(page: Page, displayName: string): Promise<void> {
  await page.goto(portalUrl());
  const ready = page.getByRole('tab', { name: 'My sessions' });
  await expect(async () => {
    // The first to sign in may be faster than the catalog, which has to take the people in.
    if (await page.getByRole('button', { name: 'Sign in' }).isVisible()) {
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        page.getByRole('button', { name: 'Sign in' }).click(),
      ]);
      await popup.getByRole('button', { name: displayName }).click();
    }
    await expect(ready).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
}

/** A window of someone's own: nobody else's sign-in. Collects the errors of its pages. */
export async function openAs(
  browser: Browser,
  displayName: string,
  options: { colorScheme?: 'light' | 'dark' } = {},
): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const context = await browser.newContext({
    acceptDownloads: true,
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(error.message));
  await signIn(page, displayName);
  return { context, page, errors };
}

/** Fills the portal's request form and sends it. */
export async function requestAccess(
  page: Page,
  request: { cluster: string; role: string; duration: string; reason: string },
): Promise<void> {
  await page.getByRole('button', { name: 'Request access' }).first().click();
  const form = page.getByRole('dialog', {
    name: 'Request access to a cluster',
  });
  for (const [field, option] of [
    ['Cluster', request.cluster],
    ['Role', request.role],
    ['Duration', request.duration],
  ]) {
    await form.getByRole('button', { name: new RegExp(`${field}$`) }).click();
    await page.getByRole('option', { name: option }).click();
  }
  await form.getByLabel('Reason').fill(request.reason);
  await form.getByRole('button', { name: 'Request access' }).click();
}
