import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { openAs, requestAccess, slackUrl } from './support';
import { readZip } from './zip';

test('an engineer gets access in the portal, and leaves an archive behind', async ({
  browser,
}) => {
  const { page, context, errors } = await openAs(browser, 'Erin Engineer');
  await requestAccess(page, {
    cluster: 'prod-eu',
    role: 'Cluster Member',
    duration: '8 seconds',
    reason: 'Look into the failing payments, INC-4711',
  });

  // The session's page: granted, counted down, over, archived; nobody reloads it.
  await expect(
    page.getByRole('heading', { name: 'Erin Engineer on prod-eu' }),
  ).toBeVisible();
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  await expect(page.getByText(/^0:0\d left$/)).toBeVisible();
  await expect(page.getByText('Archived', { exact: true })).toBeVisible({
    timeout: 40_000,
  });
  await expect(page.getByText('Time ran out')).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download archive' }).click(),
  ]);
  const archive = await readFile(await download.path());
  await expect(
    page.getByText(createHash('sha256').update(archive).digest('hex')),
  ).toBeVisible();
  const files = await readZip(archive);
  const audit = files.get('audit.jsonl') ?? '';
  const lines = audit.trim().split('\n');
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(JSON.parse(line).user.name).toBe('u-er1n5mzt7b');
  }
  expect(JSON.parse(files.get('metadata.json') ?? '{}').auditLog).toMatchObject(
    {
      lines: lines.length,
      sha256: createHash('sha256').update(audit).digest('hex'),
    },
  );
  expect(files.get('session.json')).toContain('INC-4711');

  // Slack heard of the start and, in its thread, of the end and of the archive.
  const slack = await context.newPage();
  await slack.goto(slackUrl());
  await expect(slack.getByText('INC-4711')).toBeVisible();
  await expect(slack.getByText('Its time is over.')).toBeVisible();
  await expect(
    slack.getByText(`The audit archive holds ${lines.length} line`),
  ).toBeVisible();
  expect(errors).toEqual([]);
  await context.close();
});

test('the holder gives a session back, while a platform engineer watches it', async ({
  browser,
}) => {
  const erin = await openAs(browser, 'Erin Engineer');
  const petra = await openAs(browser, 'Petra Platform');
  await requestAccess(erin.page, {
    cluster: 'prod-us',
    role: 'Cluster Viewer',
    duration: '5 minutes',
    reason: 'Compare the ingress of both regions',
  });
  await expect(erin.page.getByText('Active', { exact: true })).toBeVisible();

  await petra.page.getByRole('tab', { name: 'Active sessions' }).click();
  await petra.page.getByRole('link', { name: 'prod-us' }).click();
  await expect(
    petra.page.getByRole('button', { name: 'Revoke' }),
  ).toBeVisible();

  await erin.page.getByRole('button', { name: "I'm done" }).click();
  await erin.page.getByRole('button', { name: 'Give back access' }).click();
  // The other window is told; nobody reloads it.
  await expect(petra.page.getByText('Given back')).toBeVisible();
  await expect(petra.page.getByRole('button', { name: 'Revoke' })).toBeHidden();
  expect([...erin.errors, ...petra.errors]).toEqual([]);
  await erin.context.close();
  await petra.context.close();
});

test('someone who may not ask is told why, and sees nobody else’s sessions', async ({
  browser,
}) => {
  const { page, context } = await openAs(browser, 'Dana Developer');
  await page.getByRole('button', { name: 'Request access' }).first().click();
  await expect(
    page.getByText('There is nothing you can ask for'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).first().click();
  await page.getByRole('tab', { name: 'All sessions' }).click();
  await expect(page.getByText(/There are no sessions yet/)).toBeVisible();
  await context.close();
});
