import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  shortText,
  showText
} from "./chunk-JBPUJM5N.js";

// src/cli/left-out.ts
var MOST_SHOWN = 10;
function warnLeftOut(leftOut, { stderr }) {
  for (const { file, reason } of leftOut.slice(0, MOST_SHOWN)) {
    stderr.write(`Left out: ${showText(file)} (${showText(reason)})
`);
  }
  if (leftOut.length > MOST_SHOWN) stderr.write(`Left out: ${leftOut.length - MOST_SHOWN} more files
`);
}

// src/cli/progress.ts
var QUIET_MS = 1e3;
var TTY_INTERVAL_MS = 100;
var LOG_INTERVAL_MS = 1e4;
var CLEAR_LINE = "\r\x1B[2K";
async function withProgress(io, work) {
  const { stderr } = io;
  const startMs = io.now();
  let shownMs = Number.NEGATIVE_INFINITY;
  let isLineOpen = false;
  const show = (text) => {
    const nowMs = io.now();
    const intervalMs = stderr.isTty ? TTY_INTERVAL_MS : LOG_INTERVAL_MS;
    if (nowMs - startMs < QUIET_MS || nowMs - shownMs < intervalMs) return;
    shownMs = nowMs;
    isLineOpen = stderr.isTty;
    const line = shortText(text, (stderr.columns ?? 80) - 1);
    stderr.write(stderr.isTty ? `${CLEAR_LINE}${line}` : `${line}
`);
  };
  try {
    return await work({
      step: (what) => show(`${what}\u2026`),
      read: ({ file, bytesRead, sizeBytes }) => {
        const percent = sizeBytes > 0 ? Math.floor(100 * bytesRead / sizeBytes) : 100;
        show(`Reading ${file}: ${percent} %`);
      }
    });
  } finally {
    if (isLineOpen) stderr.write(CLEAR_LINE);
  }
}

export {
  warnLeftOut,
  withProgress
};
