/** The parts of undici that we load by themselves: its index loads fetch and web sockets as well, which takes 60 ms. */
declare module 'undici/lib/core/connect.js' {
  import { buildConnector } from 'undici';
  export = buildConnector;
}
declare module 'undici/lib/llhttp/llhttp-wasm.js' {
  /** A WebAssembly module: llhttp, the parser of Node. */
  const code: Uint8Array<ArrayBuffer>;
  export = code;
}
