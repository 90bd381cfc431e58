import { EndpointTally } from './endpoint-tally.ts';

/** Under which requests are counted once there are too many names, per method. */
const OTHER_NAMES = '(other names)';
/** Of groups, which are no HTTP requests. */
export const GROUP_METHOD = 'GROUP';
/** Spellings kept per endpoint, on average: a name, a path, the same with a query. */
const SPELLINGS_PER_NAME = 4;

/**
 * The endpoints of a test by what requests call themselves. Names come from outside, so there is a bound on how many are
 * kept; what was seen once is found again with one look.
 */
export class EndpointNames {
  private readonly maxEndpoints: number;
  private readonly methods = new Map<string, Map<string, EndpointTally>>();
  private readonly byPath = new Map<string, Map<string, EndpointTally>>();
  private readonly byName = new Map<string, Map<string, EndpointTally>>();
  private readonly onFirst: (tally: EndpointTally) => void;
  private size = 0;
  private spelt = 0;

  constructor(maxEndpoints: number, onFirst: (tally: EndpointTally) => void) {
    this.maxEndpoints = maxEndpoints;
    this.onFirst = onFirst;
  }

  /** @param given the name, with or without the method, or else the path, whose query is left out. */
  endpoint(method: string, given: string, isPath: boolean): EndpointTally {
    const spellings = inner(isPath ? this.byPath : this.byName, method);
    const known = spellings.get(given);
    if (known !== undefined) return known;
    const tally = this.named(method, isPath ? withoutQuery(given) : withoutMethod(given, method));
    if (this.spelt < this.maxEndpoints * SPELLINGS_PER_NAME) {
      this.spelt += 1;
      spellings.set(given, tally);
    }
    return tally;
  }

  private named(method: string, name: string): EndpointTally {
    const names = inner(this.methods, method);
    const known = names.get(name);
    if (known !== undefined) return known;
    const isOther = this.size >= this.maxEndpoints;
    const text = isOther ? OTHER_NAMES : name;
    const tally =
      names.get(text) ??
      new EndpointTally(
        { method, name: text },
        method === GROUP_METHOD ? 'groups' : 'requests',
        this.onFirst,
      );
    names.set(text, tally);
    if (!isOther) this.size += 1;
    return tally;
  }
}

function inner(map: Map<string, Map<string, EndpointTally>>, method: string): Map<string, EndpointTally> {
  const known = map.get(method);
  if (known !== undefined) return known;
  const made = new Map<string, EndpointTally>();
  map.set(method, made);
  return made;
}

function withoutQuery(path: string): string {
  const end = path.search(/[?#]/);
  return end === -1 ? path : path.slice(0, end);
}

function withoutMethod(name: string, method: string): string {
  return name.startsWith(`${method} `) ? name.slice(method.length + 1) : name;
}
