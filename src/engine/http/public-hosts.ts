import { lookup as lookupOfSystem } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { withoutBrackets } from './url.ts';

/** All addresses of a name. Rejects when there is none. */
export type LookUp = (name: string) => Promise<readonly string[]>;

/** Whether tests may load hosts that anyone on the internet can reach, and how names are looked up. */
export interface OriginRefusalOptions {
  readonly allowsPublicHosts: boolean;
  readonly lookUp?: LookUp;
}

/**
 * Decides where load may go: null, or why not, in words. A host that is neither loopback nor private, or where a cloud
 * tells its machines their credentials, needs `--allow-public-host`, so that nobody loads a stranger's server by a slip or by a redirect; one public address among
 * several is enough. What is found of an origin is remembered; a name that is not found is looked up again.
 *
 * The name is looked up again when the connection is made. A name server that means to deceive could say something else
 * then: this guards against mistakes, not against the owner of the name.
 */
export function createOriginRefusal(options: OriginRefusalOptions): (origin: URL) => Promise<string | null> {
  const verdicts = new Map<string, Promise<string | null>>();
  const lookUp = options.lookUp ?? systemLookUp;
  return (origin) => {
    const known = verdicts.get(origin.origin);
    if (known !== undefined) return known;
    const verdict = refusal(origin, options.allowsPublicHosts, lookUp);
    if (verdicts.size >= MAX_REMEMBERED) return verdict;
    verdicts.set(origin.origin, verdict);
    return verdict.then((words) => {
      if (words?.startsWith(NOT_FOUND)) verdicts.delete(origin.origin);
      return words;
    });
  };
}

const NOT_FOUND = 'host not found: ';

/** A server can redirect to any number of origins. */
const MAX_REMEMBERED = 1000;

async function refusal(origin: URL, allowsPublicHosts: boolean, lookUp: LookUp): Promise<string | null> {
  if (origin.protocol !== 'http:' && origin.protocol !== 'https:') {
    return `not http or https: ${origin.protocol.slice(0, -1)}`;
  }
  if (allowsPublicHosts) return null;
  const name = withoutBrackets(origin.hostname);
  const addresses = await addressesOf(name, lookUp);
  if (addresses.length === 0) return NOT_FOUND + name;
  const metadata = addresses.find(isMetadata);
  if (metadata !== undefined) {
    const where = metadata === name ? name : `${name} (${metadata})`;
    return `${where} is the metadata address of a cloud (needs --allow-public-host)`;
  }
  if (addresses.every(isLocal)) return null;
  return `public host ${name} (needs --allow-public-host)`;
}

async function addressesOf(name: string, lookUp: LookUp): Promise<readonly string[]> {
  if (isIP(name) !== 0) return [name];
  try {
    return await lookUp(name);
  } catch {
    return [];
  }
}

async function systemLookUp(name: string): Promise<readonly string[]> {
  return (await lookupOfSystem(name, { all: true })).map(({ address }) => address);
}

/** 0.0.0.0 and :: are this machine to those who connect. RFC 1918, 6598 (shared by a provider's customers), 3927 and 4291 (link-local), 4193 (unique local), and loopback. */
const LOCAL = new BlockList();
LOCAL.addSubnet('10.0.0.0', 8, 'ipv4');
LOCAL.addSubnet('172.16.0.0', 12, 'ipv4');
LOCAL.addSubnet('192.168.0.0', 16, 'ipv4');
LOCAL.addSubnet('100.64.0.0', 10, 'ipv4');
LOCAL.addSubnet('169.254.0.0', 16, 'ipv4');
LOCAL.addSubnet('127.0.0.0', 8, 'ipv4');
LOCAL.addAddress('::1', 'ipv6');
LOCAL.addAddress('0.0.0.0', 'ipv4');
LOCAL.addAddress('::', 'ipv6');
LOCAL.addSubnet('fc00::', 7, 'ipv6');
LOCAL.addSubnet('fe80::', 10, 'ipv6');

/** Where machines of a cloud ask for their credentials: link-local and unique local, and never meant. */
const METADATA = new BlockList();
METADATA.addAddress('169.254.169.254', 'ipv4');
METADATA.addAddress('fd00:ec2::254', 'ipv6');

function isMetadata(address: string): boolean {
  return isIn(METADATA, address);
}

/** Whether an address is loopback or private. An IPv4 address in an IPv6 one (::ffff:10.0.0.1) is judged as what it is. */
function isLocal(address: string): boolean {
  return isIn(LOCAL, address);
}

function isIn(list: BlockList, address: string): boolean {
  const [plain] = address.split('%', 1);
  const family = isIP(plain ?? '');
  if (plain === undefined || family === 0) return false;
  return list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}
