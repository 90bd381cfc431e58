import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  importRuns
} from "./chunk-HSMTQVEY.js";
import {
  openSources
} from "./chunk-WHSUBGNH.js";

// src/cli/read-files.ts
async function readFiles(paths, { maxBytes }, io, progress) {
  const files = await openSources(paths, { cwd: io.cwd, maxBytes, progress: progress.read });
  const { runs, unclaimed } = await importRuns(files, { progress: progress.read });
  return {
    runs: runs.map((run) => ({ run, sources: files.filter((file) => isOf(run, file)) })),
    leftOut: unclaimed
  };
}
function isOf(run, file) {
  return run.source.files.some(({ name, sha256 }) => name === file.name && sha256 === file.sha256);
}

export {
  readFiles
};
