import http from 'node:http';
import net from 'node:net';
import { systemClock } from '../clock';
import { exchange } from './exchange';

describe('exchange', () => {
  let server: http.Server;
  let received: string[];

  beforeEach(async () => {
    received = [];
    server = http.createServer((request, response) => {
      received.push(request.url ?? '');
      response.end('{}');
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await new Promise(resolve => server.close(resolve));
  });

  function send(agent: http.Agent, path: string, signal?: AbortSignal) {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return exchange(
      {
        method: 'POST',
        url: new URL(path, `http://127.0.0.1:${port}`),
        headers: {},
        body: '{}',
        agent,
        signal,
      },
      {
        clock: systemClock,
        timeoutMs: 5000,
        maxAnswerBytes: 1000,
        streaming: false,
      },
    );
  }

  it('sends nothing when a timer that was due while it connected aborts it', async () => {
    const late = new AbortController();
    const agent = new http.Agent();
    jest.spyOn(agent, 'createConnection').mockImplementation(options => {
      const { port } = { port: 0, ...options };
      const socket = net.connect({ port: Number(port), host: '127.0.0.1' });
      // As after a pause of the whole process: the connection is there, and the timer is overdue.
      socket.once('connect', () =>
        setTimeout(() => late.abort(new Error('too late')), 0),
      );
      return socket;
    });
    await expect(send(agent, '/late', late.signal)).rejects.toThrow('too late');
    await send(new http.Agent(), '/next');
    expect(received).toEqual(['/next']);
  });
});
