import { createParser } from 'eventsource-parser';

/** A line that goes on for longer is no line of text events. */
const LONGEST_EVENT = 1_048_576;

/** Takes a stream of server-sent events as it comes. */
export interface SseReader {
  /** The next piece of the text. Calls `onData` with the data of every event that it ends. */
  readonly read: (text: string) => void;
  /** Whether it gave up at an event of more than 1 MiB. It reads nothing after that. */
  readonly isOverlong: () => boolean;
}

/**
 * Server-sent events by the HTML standard, section 9.2.6. An event ends with the line end of its blank line, be it
 * LF, CR or CR LF; what has not ended when the stream does is dropped.
 */
export function createSseReader(onData: (data: string) => void): SseReader {
  let isOverlong = false;
  let endsWithCr = false;
  const parser = createParser({
    onEvent: ({ data }) => onData(data),
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded') isOverlong = true;
    },
    maxBufferSize: LONGEST_EVENT,
  });
  return {
    // The parser waits after a CR for the LF that may follow, and would give the event the time of the next chunk.
    read: (text) => {
      if (isOverlong || text === '') return;
      const rest = endsWithCr && text.startsWith('\n') ? text.slice(1) : text;
      endsWithCr = text.endsWith('\r');
      parser.feed(rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest);
    },
    isOverlong: () => isOverlong,
  };
}
