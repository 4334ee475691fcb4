import { expect, test } from '@playwright/test';
import { slackUrl } from './support';

test('an engineer gets access with /access in Slack', async ({ page }) => {
  await page.goto(`${slackUrl()}/?person=U0ERIN00002`);
  await page.getByRole('textbox', { name: 'Message' }).fill('/access');
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');

  const modal = page.getByRole('dialog');
  await modal.getByLabel('Cluster').selectOption({ label: 'prod-us' });
  await modal.getByLabel('Role').selectOption('cluster-member');
  await modal.getByLabel('For how long').selectOption({ index: 1 });
  await modal.getByLabel('Reason').fill('no');
  await modal.getByRole('button', { name: 'Request' }).click();
  await expect(modal.getByText(/at least 10/)).toBeVisible();

  await modal.getByLabel('Reason').fill('Renew the certificates, INC-4712');
  await modal.getByRole('button', { name: 'Request' }).click();
  await expect(
    page.getByText('Renew the certificates, INC-4712'),
  ).toBeVisible();
});
