import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  Problem
} from "./chunk-ODQNCGH6.js";

// src/files/file-problem.ts
var reasons = /* @__PURE__ */ new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "operation not permitted"],
  ["ENOENT", "it does not exist"],
  ["ENOTDIR", "a part of the path is a file, not a folder"],
  ["EISDIR", "it is a folder"],
  ["ELOOP", "the symbolic links lead in a circle"],
  ["ENAMETOOLONG", "the name is too long"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk quota is used up"],
  ["EROFS", "the file system is read-only"],
  ["EMFILE", "too many files are open"],
  ["EBUSY", "it is in use"],
  ["EIO", "the disk reported an error"]
]);
function systemErrorCode(error) {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : null;
}
function reasonOf(error) {
  const code = systemErrorCode(error);
  if (code === null) throw error;
  return reasons.get(code) ?? `the system says ${code}`;
}
function unreadable(path, error) {
  return new Problem("input", "cannot-read", `cannot read "${path}": ${reasonOf(error)}`, {
    cause: error,
    fix: "Check the path and its permissions."
  });
}
function unwritable(path, error) {
  return new Problem("environment", "cannot-write", `cannot write "${path}": ${reasonOf(error)}`, {
    cause: error,
    fix: "Name another place with --output or --store, or make this one writable."
  });
}

// src/files/near-name.ts
function nearestName(wanted, names) {
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best = null;
  let bestDistance = limit + 1;
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}
function editDistance(a, b) {
  let beforePrevious = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let distance = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, substitution);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) distance = Math.min(distance, (beforePrevious[j - 2] ?? 0) + 1);
      current.push(distance);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

export {
  systemErrorCode,
  unreadable,
  unwritable,
  nearestName
};
