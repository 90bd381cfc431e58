import { describe, expect, it } from 'vitest';
import { EndpointNames } from '../../src/engine/endpoint-names.ts';
import { EndpointTally } from '../../src/engine/endpoint-tally.ts';

function newTally(): EndpointTally {
  return new EndpointTally({ method: 'GET', name: '/' }, 'requests', () => {});
}

describe('the tally of an endpoint', () => {
  it('is told of once when the first request of a second comes', () => {
    let told = 0;
    const tally = new EndpointTally({ method: 'GET', name: '/' }, 'requests', () => {
      told += 1;
    });
    tally.addSuccess(1, 2, 3);
    tally.addSuccess(1, 2, 3);
    expect(told).toBe(1);
    expect(tally.take().endpoint).toMatchObject({ requests: 2, failures: 0, bytesIn: 4, bytesOut: 6 });
    tally.addSuccess(1, 2, 3);
    expect(told).toBe(2);
  });

  it('keeps response times of failed requests apart', () => {
    const tally = newTally();
    tally.addSuccess(10, 0, 0);
    tally.addFailure(500, 0, 0, 'HTTP 500', 1000);
    const { endpoint, failures } = tally.take();
    expect(endpoint).toMatchObject({ requests: 2, failures: 1, responseTime: { max: 10 } });
    expect(endpoint.measures).toMatchObject([{ id: 'failed-response-time', histogram: { min: 500 } }]);
    expect(failures).toMatchObject([{ message: 'HTTP 500', count: 1, firstMs: 1000, lastMs: 1000 }]);
    expect(tally.take()).toMatchObject({ endpoint: { requests: 0, failures: 0 }, failures: [] });
  });

  it('wants an example of a message a second, three in all', () => {
    const tally = newTally();
    const examples: number[] = [];
    for (let second = 0; second < 5; second += 1) {
      for (let i = 0; i < 2; i += 1) {
        const message = tally.addFailure(1, 0, 0, 'no', second * 1000 + i);
        if (message.wantsExample)
          message.addExample({ atMs: second, status: 500, body: '', isBodyCut: false });
      }
      const { failures } = tally.take();
      expect(failures).toMatchObject([{ count: 2, firstMs: second * 1000, lastMs: second * 1000 + 1 }]);
      if (failures[0]?.example != null) examples.push(failures[0].example.atMs);
    }
    expect(examples).toEqual([0, 1, 2]);
  });

  it('counts more than a hundred messages together, and cuts long ones', () => {
    const tally = newTally();
    for (let i = 0; i < 150; i += 1) tally.addFailure(1, 0, 0, `message ${i}`, 0);
    const { failures } = tally.take();
    expect(failures).toHaveLength(101);
    expect(failures.find(({ message }) => message === '(other messages)')?.count).toBe(50);
    const other = newTally();
    other.addFailure(1, 0, 0, 'x'.repeat(10_000), 0);
    expect(other.take().failures[0]?.message).toHaveLength(501);
  });
});

describe('names of endpoints', () => {
  it('find the same tally by path, by name and by name with method', () => {
    const names = new EndpointNames(10, () => {});
    const item = names.endpoint('GET', '/item', false);
    expect(names.endpoint('GET', 'GET /item', false)).toBe(item);
    expect(names.endpoint('GET', '/item?id=1#top', true)).toBe(item);
    expect(names.endpoint('POST', '/item', true)).not.toBe(item);
    expect(names.endpoint('GET', '/item?id=1', false).key.name).toBe('/item?id=1');
  });

  it('beyond the limit are one per method, however many come', () => {
    const names = new EndpointNames(2, () => {});
    const tallies = new Set(
      Array.from({ length: 10_000 }, (_, i) => names.endpoint('GET', `/${i}?${i}`, true)),
    );
    expect([...tallies].map(({ key }) => key.name)).toEqual(['/0', '/1', '(other names)']);
  });
});
