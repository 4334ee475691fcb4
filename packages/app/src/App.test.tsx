import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  const env = process.env;

  afterEach(() => {
    process.env = env;
  });

  it('asks people to sign in, and lets no guest in', async () => {
    process.env = {
      ...env,
      NODE_ENV: 'test',
      APP_CONFIG: JSON.parse(
        JSON.stringify([
          {
            context: 'test',
            data: {
              app: {
                title: 'Portal',
                baseUrl: 'http://localhost',
                signIn: { title: 'Sandbox people' },
              },
              backend: { baseUrl: 'http://localhost:1' },
            },
          },
        ]),
      ),
    };

    render(App.createRoot());

    expect(await screen.findByText('Sandbox people')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Sign In' })).toBeInTheDocument();
    expect(screen.queryByText(/guest/i)).not.toBeInTheDocument();
  });
});
