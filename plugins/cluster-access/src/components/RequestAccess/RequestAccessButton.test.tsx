import { screen } from '@testing-library/react';
import { fakeClusterAccess, renderPlugin } from '../../__testUtils__';

// In a file of its own, since answers about permissions are kept from test to test.
describe('RequestAccessButton', () => {
  it('is not offered to those who may not ask', async () => {
    renderPlugin({
      path: '/cluster-access',
      api: fakeClusterAccess(),
      mayRequest: false,
    });
    await screen.findByText(/You have not asked for access yet/);
    expect(
      screen.queryByRole('button', { name: 'Request access' }),
    ).not.toBeInTheDocument();
  });
});
