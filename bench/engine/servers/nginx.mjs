import { mkdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SERVER_CORE, spawnPinned } from '../client.mjs';

const ANSWER = JSON.stringify({
  response: 'A pod is the smallest unit that Kubernetes schedules.',
  conversation_id: 'c-1',
  timestamp: '2025-01-01T00:00:00Z',
});

/** Starts nginx with one worker on the server's core: fixed answers, and its own count of requests and connections. */
export async function startNginx(folder) {
  const [port, statusPort] = await freePorts(2);
  const prefix = join(folder, 'nginx');
  mkdirSync(prefix, { recursive: true });
  writeFileSync(join(prefix, 'nginx.conf'), configuration(port, statusPort));
  const child = spawnPinned(
    SERVER_CORE,
    ['/usr/sbin/nginx', '-e', 'stderr', '-p', prefix, '-c', 'nginx.conf'],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  // A question for the counters is itself a request on a connection of its own.
  let asked = 0;
  const counters = async () => {
    const { requests, connections } = await readStatus(statusPort);
    asked += 1;
    return { requests: requests - asked, connections: connections - asked };
  };
  await untilAnswers(counters);
  return {
    host: `http://127.0.0.1:${port}`,
    counters,
    stop: () => new Promise((resolve) => child.once('close', resolve).kill('SIGTERM')),
  };
}

function configuration(port, statusPort) {
  return `
daemon off; worker_processes 1; worker_rlimit_nofile 20000; pid nginx.pid;
events { worker_connections 12000; }
http {
  access_log off; error_log stderr; default_type application/json;
  keepalive_requests 1000000000; keepalive_timeout 600s;
  client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
  server { listen 127.0.0.1:${port} backlog=8192; location / { return 200 '${ANSWER}'; } }
  server { listen 127.0.0.1:${statusPort}; keepalive_timeout 0; location / { stub_status; } }
}
`;
}

/** stub_status: the line with three numbers is connections accepted, handled, and requests. */
function readStatus(port) {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => {
        const [, connections, requests] = /^ (\d+) \d+ (\d+) $/m.exec(text) ?? [];
        resolve({ requests: Number(requests), connections: Number(connections) });
      });
    }).on('error', reject);
  });
}

async function untilAnswers(counters) {
  for (let turn = 0; turn < 50; turn += 1) {
    try {
      return await counters();
    } catch {
      await wait(100);
    }
  }
  throw new Error('nginx did not start within 5 s');
}

/** Ports of loopback that are free now; all different. */
export async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((resolve) => {
          const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
