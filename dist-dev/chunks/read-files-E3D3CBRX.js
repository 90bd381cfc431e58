import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  readFiles
} from "./chunk-UTSKRAI3.js";
import "./chunk-HSMTQVEY.js";
import "./chunk-WHSUBGNH.js";
import "./chunk-LDHJMGR5.js";
import "./chunk-JFOV2Z73.js";
import "./chunk-PNYPZT3Q.js";
import "./chunk-ODQNCGH6.js";
import "./chunk-VVVY4QBN.js";
export {
  readFiles
};
