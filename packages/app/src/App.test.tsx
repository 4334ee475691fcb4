import { render, screen } from '@testing-library/react';
import App from './App';

const config = {
  app: {
    title: 'Portal',
    baseUrl: 'http://localhost',
    signIn: { title: 'Sandbox people' },
  },
  backend: { baseUrl: 'http://localhost:7007' },
};

describe('App', () => {
  const env = process.env;

  beforeEach(() => {
    process.env = { ...env };
    // In a browser the bundle brings the configuration along, as a value and not as a string.
    Object.defineProperty(process.env, 'APP_CONFIG', {
      value: [{ context: 'test', data: config }],
    });
    jest
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => new Response('{}', { status: 401 }));
  });

  afterEach(() => {
    process.env = env;
    jest.restoreAllMocks();
  });

  it('asks people to sign in, and lets no guest in', async () => {
    render(App.createRoot());

    const signIn = await screen.findByRole(
      'button',
      { name: 'Sign In' },
      { timeout: 20_000 },
    );
    expect(signIn).toBeEnabled();
    expect(screen.getByText('Sandbox people')).toBeInTheDocument();
    expect(screen.queryByText(/guest/i)).not.toBeInTheDocument();
  }, 30_000);
});
