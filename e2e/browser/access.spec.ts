import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { openAs, slackUrl } from './support';
import { readZip } from './zip';

test('an engineer gets access in the portal, and leaves an archive behind', async ({
  browser,
}) => {
  const { page, context, errors } = await openAs(browser, 'Erin Engineer');

  await page.getByRole('button', { name: 'Request access' }).first().click();
  const dialog = page.getByRole('dialog');
  await choose(
    dialog.getByRole('button', { name: /^Cluster|Choose a cluster/ }),
    'prod-eu',
  );
  await choose(
    dialog.getByRole('button', { name: /^Role|Choose a role/ }),
    /Cluster Member/i,
  );
  await choose(
    dialog.getByRole('button', { name: /^Duration|Choose a duration/ }),
    /8 s/,
  );
  await dialog
    .getByLabel('Reason')
    .fill('Look into the failing payments, INC-4711');
  await dialog.getByRole('button', { name: 'Request access' }).click();

  // The session's page: granted, counted down, over, archived; nobody reloads it.
  await expect(
    page.getByRole('heading', { name: 'Erin Engineer on prod-eu' }),
  ).toBeVisible();
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  await expect(page.getByText(/left$/)).toBeVisible();
  await expect(page.getByText('Archived', { exact: true })).toBeVisible({
    timeout: 40_000,
  });

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download archive' }).click(),
  ]);
  const zip = await readZip(await readFile(await download.path()));
  const metadata = JSON.parse(zip.get('metadata.json') ?? '{}');
  const lines = (zip.get('audit.jsonl') ?? '').trim().split('\n');
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(JSON.parse(line).user.name).toBe('u-er1n5mzt7b');
  }
  expect(JSON.stringify(metadata)).toContain(
    createHash('sha256')
      .update(zip.get('audit.jsonl') ?? '')
      .digest('hex'),
  );
  expect(zip.get('session.json')).toContain('INC-4711');

  // Slack heard of the start and, in its thread, of the end and the archive.
  const slack = await context.newPage();
  await slack.goto(slackUrl());
  await expect(slack.getByText('INC-4711').first()).toBeVisible();
  expect(errors).toEqual([]);
  await context.close();

  async function choose(
    button: ReturnType<typeof page.getByRole>,
    option: string | RegExp,
  ) {
    await button.click();
    await page.getByRole('option', { name: option }).click();
  }
});
