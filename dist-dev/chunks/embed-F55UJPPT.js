import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  embedResult,
  extractResult,
  scriptSafeJson
} from "./chunk-NGYISVBU.js";
import "./chunk-VVVY4QBN.js";
export {
  embedResult,
  extractResult,
  scriptSafeJson
};
