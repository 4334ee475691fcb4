import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { openAs, requestAccess, slackUrl } from './support';

const images = resolve(__dirname, '../../docs/images');

// Pictures for the documentation, made anew when someone asks for them:
// SCREENSHOTS=1 CHROMIUM_PATH=/usr/bin/chromium yarn playwright test --config e2e/playwright.config.ts
for (const colorScheme of ['light', 'dark'] as const) {
  test(`pictures of each page, ${colorScheme}`, async ({ browser }) => {
    await mkdir(images, { recursive: true });
    const { page, context } = await openAs(browser, 'Erin Engineer', {
      colorScheme,
    });
    const picture = async (name: string, of = page) => {
      // Nothing hovered, no animation under way.
      await of.mouse.move(640, 790);
      await of.waitForTimeout(700);
      await of.screenshot({
        path: resolve(images, `${name}-${colorScheme}.png`),
      });
    };

    await page.getByRole('button', { name: 'Request access' }).first().click();
    const form = page.getByRole('dialog', {
      name: 'Request access to a cluster',
    });
    await expect(form.getByLabel('Reason')).toBeVisible();
    await picture('request');
    await form.getByRole('button', { name: 'Close' }).click();

    await requestAccess(page, {
      cluster: 'prod-eu',
      role: 'Cluster Member',
      duration: '8 seconds',
      reason: 'Look into the failing payments, INC-4711',
    });
    await expect(
      page.getByRole('heading', { name: 'Erin Engineer on prod-eu' }),
    ).toBeVisible();
    await expect(page.getByText('Archived', { exact: true })).toBeVisible({
      timeout: 40_000,
    });
    await page.setViewportSize({ width: 1280, height: 1000 });
    await picture('archived');
    await page.setViewportSize({ width: 1280, height: 800 });

    await requestAccess(page, {
      cluster: 'prod-us',
      role: 'Cluster Viewer',
      duration: '5 minutes',
      reason: 'Compare the ingress of both regions',
    });
    await expect(
      page.getByRole('heading', { name: 'Erin Engineer on prod-us' }),
    ).toBeVisible();
    await expect(page.getByText('Told in slack.')).toBeVisible();
    await picture('session');
    await page.getByRole('tab', { name: 'Active sessions' }).click();
    await expect(
      page.getByRole('link', { name: 'prod-us' }).first(),
    ).toBeVisible();
    await picture('active');
    await page.getByRole('tab', { name: 'My sessions' }).click();
    await expect(
      page.getByRole('link', { name: 'prod-eu' }).first(),
    ).toBeVisible();
    await picture('mine');

    const slack = await context.newPage();
    await slack.goto(`${slackUrl()}/?person=U0ERIN00002`);
    await expect(
      slack.getByText('The audit archive holds').first(),
    ).toBeVisible();
    await picture('slack', slack);
    await slack.getByRole('textbox', { name: 'Message' }).fill('/access');
    await slack.getByRole('textbox', { name: 'Message' }).press('Enter');
    await expect(slack.getByRole('dialog').getByLabel('Cluster')).toBeVisible();
    await picture('slack-request', slack);
    await context.close();
  });
}
