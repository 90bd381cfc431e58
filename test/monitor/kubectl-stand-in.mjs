#!/usr/bin/env node
// Stands in for kubectl in tests: `get --raw PATH` against the API server that KUBECTL_STAND_IN names, as kubectl does it.
import { get } from 'node:http';

const args = process.argv.slice(2);
const path = args[args.indexOf('--raw') + 1] ?? '/';
if (args.includes('config')) {
  process.stdout.write('default');
} else {
  const request = get(`${process.env.KUBECTL_STAND_IN}${path}`, (response) => {
    if (args.includes('-v=8'))
      process.stderr.write(`I1124 00:00:00 round_trippers.go:580]     Date: ${response.headers.date}\n`);
    if (response.statusCode >= 400) {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => {
        const { reason, message } = JSON.parse(body);
        process.stderr.write(`Error from server (${reason}): ${message}\n`);
        process.exitCode = 1;
      });
      return;
    }
    response.pipe(process.stdout);
    response.on('error', () => {
      process.stderr.write('error: unexpected EOF\n');
      process.exitCode = 1;
    });
  });
  request.on('error', () => {
    process.stderr.write(
      'The connection to the server was refused - did you specify the right host or port?\n',
    );
    process.exitCode = 1;
  });
}
