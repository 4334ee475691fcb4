import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect } from '@playwright/test';

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
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Sign in' }).click(),
  ]);
  await popup.getByRole('button', { name: displayName }).click();
  await expect(
    page.getByRole('heading', { name: 'Cluster access' }),
  ).toBeVisible();
}

/** A window of someone's own: nobody else's sign-in, and no errors on its pages that nobody saw. */
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
