import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  saveRun
} from "./chunks/chunk-S55NETIO.js";
import {
  importRuns
} from "./chunks/chunk-HSMTQVEY.js";
import {
  reporterFor,
  reporters
} from "./chunks/chunk-FP63MNSR.js";
import {
  analyseRun,
  metrics,
  readResultDocument
} from "./chunks/chunk-Q2MSEQVN.js";
import {
  DEFAULT_MAX_BYTES,
  openSources
} from "./chunks/chunk-WHSUBGNH.js";
import {
  findRun,
  listRuns,
  loadRun,
  readRunDocument,
  removeRun
} from "./chunks/chunk-REOQG2OF.js";
import "./chunks/chunk-XFQVL4RA.js";
import "./chunks/chunk-LDHJMGR5.js";
import "./chunks/chunk-JFOV2Z73.js";
import "./chunks/chunk-MJXU4R5G.js";
import "./chunks/chunk-PCYQWF3V.js";
import "./chunks/chunk-PSBAMK2Z.js";
import "./chunks/chunk-OQWUS2L2.js";
import "./chunks/chunk-JBPUJM5N.js";
import {
  compareEndpointKeys,
  endpointId,
  endpointLabel
} from "./chunks/chunk-PNYPZT3Q.js";
import {
  extractResult
} from "./chunks/chunk-NGYISVBU.js";
import {
  Problem
} from "./chunks/chunk-ODQNCGH6.js";
import "./chunks/chunk-VVVY4QBN.js";
export {
  DEFAULT_MAX_BYTES,
  Problem,
  analyseRun,
  compareEndpointKeys,
  endpointId,
  endpointLabel,
  extractResult,
  findRun,
  importRuns,
  listRuns,
  loadRun,
  metrics,
  openSources,
  readResultDocument,
  readRunDocument,
  removeRun,
  reporterFor,
  reporters,
  saveRun
};
