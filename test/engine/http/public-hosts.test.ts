import { describe, expect, test } from 'vitest';
import { createOriginRefusal } from '../../../src/engine/http/public-hosts.ts';

/** Names and where they lead. */
const NAMES = new Map([
  ['inside.example', ['10.1.2.3', 'fd00::1']],
  ['outside.example', ['93.184.216.34']],
  ['both.example', ['10.1.2.3', '93.184.216.34']],
  ['metadata.example', ['169.254.169.254']],
]);

function refusing(allowsPublicHosts = false) {
  const asked: string[] = [];
  const refuse = createOriginRefusal({
    allowsPublicHosts,
    lookUp: async (name) => {
      asked.push(name);
      const addresses = NAMES.get(name);
      if (addresses === undefined) throw new Error(`getaddrinfo ENOTFOUND ${name}`);
      return addresses;
    },
  });
  return { refuse: (url: string) => refuse(new URL(url)), asked };
}

describe('load may go to', () => {
  test.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '10.255.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '100.127.255.255',
    '169.254.1.1',
    '[fc00::1]',
    '[fdff::1]',
    '[fe80::1]',
    '[::ffff:10.0.0.1]',
    'inside.example',
  ])('%s', async (host) => {
    expect(await refusing().refuse(`http://${host}:8000`)).toBeNull();
  });

  test('localhost, as this machine knows it', async () => {
    expect(await createOriginRefusal({ allowsPublicHosts: false })(new URL('https://localhost'))).toBeNull();
  });
});

describe('load may not go to', () => {
  test.each([
    '8.8.8.8',
    '126.255.255.255',
    '172.32.0.1',
    '172.15.255.255',
    '100.128.0.1',
    '192.169.0.1',
    '[2001:4860:4860::8888]',
    '[fe00::1]',
    '[::ffff:8.8.8.8]',
    'outside.example',
    'both.example',
  ])('%s', async (host) => {
    expect(await refusing().refuse(`http://${host}:8000`)).toMatch(
      /^public host \S+ \(needs --allow-public-host\)$/,
    );
    expect(await refusing(true).refuse(`http://${host}:8000`)).toBeNull();
  });

  test.each([
    ['169.254.169.254', '169.254.169.254'],
    ['[::ffff:169.254.169.254]', '::ffff:a9fe:a9fe'],
    ['[fd00:ec2::254]', 'fd00:ec2::254'],
    ['metadata.example', 'metadata.example (169.254.169.254)'],
  ])('%s, where a cloud tells its machines their credentials', async (host, shown) => {
    expect(await refusing().refuse(`http://${host}`)).toBe(
      `${shown} is the metadata address of a cloud (needs --allow-public-host)`,
    );
    expect(await refusing(true).refuse(`http://${host}`)).toBeNull();
  });

  test('a name that leads nowhere', async () => {
    expect(await refusing().refuse('http://nowhere.example')).toBe('host not found: nowhere.example');
  });

  test.each(['ftp://127.0.0.1', 'file:///etc/passwd'])('%s, whatever is allowed', async (url) => {
    expect(await refusing(true).refuse(url)).toMatch(/^not http or https: /);
  });
});

test('names are looked up once, until they are found', async () => {
  const { refuse, asked } = refusing();

  await Promise.all(['http://inside.example', 'http://inside.example/x'].map(refuse));
  await refuse('http://inside.example');
  for (let count = 0; count < 2; count++) await refuse('http://nowhere.example');

  expect(asked).toEqual(['inside.example', 'nowhere.example', 'nowhere.example']);
});
