#!/usr/bin/env node
// What plimsoll uses of kubectl, for machines without one: `get --raw PATH` on the server of a kubeconfig, with the words
// of kubectl 1.32 where it fails, and what -v=6 and -v=8 print of an answer's head.
import { readFileSync } from 'node:fs';
import { get } from 'node:http';

const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
const config = readFileSync(option('--kubeconfig'), 'utf8');
const context = option('--context');
const end = (text) => {
  process.stderr.write(`${text}\n`);
  process.exit(1);
};
if (context !== undefined && !config.includes(`name: ${context}`)) {
  end(`error: context "${context}" does not exist`);
}
const server = JSON.parse(/server: (".*")/.exec(config)[1]);
const verbosity = Number(option('-v') ?? 0);
const reasons = { 400: 'BadRequest', 401: 'Unauthorized', 403: 'Forbidden', 404: 'NotFound', 410: 'Expired' };

const request = get(server + args[args.indexOf('--raw') + 1], (response) => {
  const { statusCode, statusMessage, headers } = response;
  if (verbosity >= 6) {
    process.stderr.write(
      `I1124 00:36:52.000000       1 round_trippers.go:632] "Response" verb="GET" status="${statusCode} ${statusMessage}" headers=<\n\tDate: ${headers.date}\n > milliseconds=1\n`,
    );
  }
  if (statusCode === 200) {
    response.pipe(process.stdout);
    response.on('error', () => end('error: unexpected EOF'));
    return;
  }
  let body = '';
  response.on('data', (chunk) => {
    body += chunk;
  });
  response.on('end', () => {
    if (statusCode === 401) end('error: You must be logged in to the server (Unauthorized)');
    const { reason = reasons[statusCode], message } = JSON.parse(body);
    end(`Error from server (${reason}): ${message}`);
  });
});
const limit = option('--request-timeout');
if (limit !== undefined) {
  request.setTimeout(1000 * Number.parseInt(limit, 10), () =>
    end('Unable to connect to the server: context deadline exceeded'),
  );
}
request.on('error', () =>
  end(
    `The connection to the server ${new URL(server).host} was refused - did you specify the right host or port?`,
  ),
);
