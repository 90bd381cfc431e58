import { describe, expect, it } from 'vitest';
import { createStreamMeter, type StreamOutcome } from '../../../src/engine/stream/stream-meter.ts';
import type { StreamOptions } from '../../../src/scenario/scenario.ts';

const SSE = 'text/event-stream; charset=utf-8';
const encoder = new TextEncoder();

/** An answer whose reads came at these times. */
function measured(
  reads: readonly (readonly [atMs: number, text: string])[],
  { options = true, contentType = SSE }: { options?: StreamOptions | true; contentType?: string | null } = {},
): StreamOutcome {
  const meter = createStreamMeter(options, contentType, 0);
  for (const [atMs, text] of reads) meter.onChunk(encoder.encode(text), atMs);
  return meter.finish();
}

function values(outcome: StreamOutcome, id: string): readonly number[] {
  return outcome.measures.filter((measure) => measure.id === id).map(({ value }) => value);
}

/** A chunk as OpenAI's chat interface sends it. */
function chat(delta: object, more: object = {}): string {
  return `data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, delta }], ...more })}\n\n`;
}

function usage(tokens: number): string {
  return `data: ${JSON.stringify({ choices: [], usage: { completion_tokens: tokens } })}\n\n`;
}

/** The hand-made oracle of statistics.md, section 7; the request was sent at 0. */
const oracle = [
  [80, chat({ role: 'assistant', content: '' })],
  [100, chat({ content: 'One' })],
  [150, chat({ content: ' two' })],
  [210, chat({ content: ' three four' })],
  [215, usage(4)],
  [220, 'data: [DONE]\n\n'],
] as const;

describe('the oracle of statistics.md, section 7', () => {
  const outcome = measured(oracle);

  it.each([
    ['ttft.firstChunk', [80]],
    ['ttft.firstContent', [100]],
    ['e2e.lastContent', [210]],
    ['itl.gap', [50, 60]],
    ['itl.request', [110 / 3]],
    ['tpot', [130 / 3]],
    ['tokens', [4]],
    ['tokens-per-second', [3000 / 110]],
  ])('%s is %j', (id, expected) => {
    const found = values(outcome, id);
    expect(found).toHaveLength(expected.length);
    expected.forEach((value, i) => {
      expect(found[i]).toBeCloseTo(value, 9);
    });
  });

  it('has the text, and where the tokens are from', () => {
    expect(outcome).toMatchObject({
      text: 'One two three four',
      tokens: 4,
      tokensSource: 'usage',
      chunks: 3,
      coalescedChunks: 0,
      failure: null,
    });
  });

  it('without the usage, counts chunks with text', () => {
    const counted = measured(oracle.filter((_, i) => i !== 4));
    expect(counted).toMatchObject({ tokens: 3, tokensSource: 'chunks' });
    expect(values(counted, 'itl.request')).toEqual([55]);
    expect(values(counted, 'tpot')).toEqual([65]);
  });
});

describe('times', () => {
  it('are counted from sending the request', () => {
    const meter = createStreamMeter(true, SSE, 1000);
    meter.onChunk(encoder.encode('data: a\n\n'), 1030);
    expect(values(meter.finish(), 'ttft.firstContent')).toEqual([30]);
  });

  it('of events in one read are the same, and they are counted', () => {
    const outcome = measured([
      [10, 'data: a\n\ndata: b\n\ndata: c\n\n'],
      [30, 'data: d\n\n'],
    ]);
    expect(outcome).toMatchObject({ text: 'abcd', chunks: 4, coalescedChunks: 2 });
    expect(values(outcome, 'itl.gap')).toEqual([0, 0, 20]);
  });

  it('of an event in several reads is that of its end', () => {
    const outcome = measured([
      [10, 'data: a'],
      [20, '\n'],
      [30, '\n'],
    ]);
    expect(values(outcome, 'ttft.firstContent')).toEqual([30]);
  });

  it('of events that end in CR do not wait for the next read', () => {
    const outcome = measured([
      [10, 'data: a\r\r'],
      [20, 'data: b\r\n\r'],
      [30, '\ndata: c\r\n\r\n'],
    ]);
    expect(outcome.text).toBe('abc');
    expect(values(outcome, 'itl.gap')).toEqual([10, 10]);
  });

  it('between tokens are not known of an answer that came in one piece', () => {
    const outcome = measured([
      [40, chat({ content: 'all of it' })],
      [41, usage(12)],
    ]);
    expect(outcome.measures.map(({ id }) => id)).toEqual([
      'ttft.firstChunk',
      'ttft.firstContent',
      'e2e.lastContent',
      'tokens',
    ]);
  });

  it('per token are not known of one token', () => {
    const outcome = measured([
      [40, chat({ role: 'assistant' })],
      [50, chat({ content: 'yes' })],
    ]);
    expect(values(outcome, 'tpot')).toEqual([]);
    expect(values(outcome, 'itl.request')).toEqual([]);
    expect(values(outcome, 'tokens')).toEqual([1]);
  });

  it('have no speed when everything came at once', () => {
    expect(values(measured([[10, 'data: a\n\ndata: b\n\n']]), 'tokens-per-second')).toEqual([]);
  });
});

describe('text is recognised', () => {
  it.each([
    ['of a chat', chat({ content: 'hi' })],
    ['of reasoning', chat({ reasoning_content: 'hi' })],
    ['of a completion', 'data: {"choices":[{"text":"hi"}]}\n\n'],
    ['as a token', 'data: {"token": "hi"}\n\n'],
    ['as content', 'event: message\ndata: {"content": "hi"}\n\n'],
    ['as text', 'data: {"text": "hi"}\n\n'],
    ['as a delta', 'data: {"type":"response.output_text.delta","delta":"hi"}\n\n'],
    ['inside a delta', 'data: {"type":"content_block_delta","delta":{"type":"text_delta","text":"hi"}}\n\n'],
    ['as JSON text', 'data: "hi"\n\n'],
    ['as it is', 'data: hi\n\n'],
    ['after a byte order mark and comments', '\ufeff: ping\n\ndata: hi\n\n'],
  ])('%s', (_, text) =>
    expect(measured([[1, text]])).toMatchObject({ text: 'hi', chunks: 1, failure: null }),
  );

  it.each([
    ['a role', chat({ role: 'assistant' })],
    ['a call of a tool', chat({ tool_calls: [{ index: 0 }] })],
    ['no choices', usage(5)],
    ['the end', 'data: [DONE]\n\n'],
    ['an empty event', 'data:\n\n'],
    ['an object of another kind', 'data: {"finish_reason":"stop"}\n\n'],
    ['null', 'data: {"choices":[{"delta":null,"text":null}]}\n\n'],
    ['an event that never ends', 'data: hi'],
    ['nothing', ''],
  ])('in %s there is none', (_, text) => {
    expect(measured([[1, text]])).toMatchObject({ text: '', chunks: 0, failure: 'stream carried no text' });
  });

  it('as it is where it only looks like JSON', () => {
    expect(measured([[1, 'data: {oh}\n\ndata: 42\n\n']]).text).toBe('{oh}42');
  });

  it('of several lines with their line ends', () => {
    expect(measured([[1, 'data: a\ndata: b\n\n']]).text).toBe('a\nb');
  });

  it('with the last usage, when each chunk states it', () => {
    const outcome = measured([
      [1, chat({ content: 'a' }, { usage: { completion_tokens: 1 } })],
      [2, chat({ content: 'b' }, { usage: { completion_tokens: 2 } })],
    ]);
    expect(outcome).toMatchObject({ tokens: 2, tokensSource: 'usage', chunks: 2 });
  });

  it('and an error instead of it is a failure', () => {
    const outcome = measured([
      [1, chat({ content: 'a' })],
      [2, 'data: {"error":{"message":"out of memory"}}\n\n'],
    ]);
    expect(outcome).toMatchObject({ text: 'a', failure: 'stream reported an error' });
  });
});

describe('a chunked answer that is no event stream', () => {
  it('is text by its reads', () => {
    const outcome = measured(
      [
        [10, 'Hello'],
        [30, ' world'],
      ],
      { contentType: 'text/plain' },
    );
    expect(outcome).toMatchObject({ text: 'Hello world', chunks: 2, tokensSource: 'chunks' });
    expect(values(outcome, 'itl.gap')).toEqual([20]);
  });

  it('may say that it is one', () => {
    const outcome = measured([[10, 'data: a\n\n']], { contentType: null, options: { format: 'sse' } });
    expect(outcome.text).toBe('a');
  });
});

describe('what the scenario says', () => {
  it('stands over what is recognised', () => {
    const outcome = measured([[1, 'data: {"w":"a","n":7}\n\ndata: {"n":9}\n\n']], {
      options: {
        content: (data) => JSON.parse(data).w ?? null,
        usage: (data) => JSON.parse(data).n,
      },
    });
    expect(outcome).toMatchObject({ text: 'a', chunks: 1, tokens: 9, tokensSource: 'usage' });
  });

  it('and throws is thrown at the end, not into the connection', () => {
    const options = {
      content: () => {
        throw new RangeError('not this');
      },
    };
    expect(() =>
      measured(
        [
          [1, 'data: a\n\n'],
          [2, 'data: b\n\n'],
        ],
        { options },
      ),
    ).toThrowError(new RangeError('not this'));
  });

  it.each([-1, 1.5, Number.NaN, '7' as unknown as number])('about tokens is no number: %s', (tokens) => {
    expect(measured([[1, 'data: a\n\n']], { options: { usage: () => tokens } }).tokensSource).toBe('chunks');
  });
});
