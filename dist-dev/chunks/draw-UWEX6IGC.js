import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  drawChart,
  drawFigure,
  preloadCharts
} from "./chunk-B6A3OM6V.js";
import "./chunk-ODQNCGH6.js";
import "./chunk-VVVY4QBN.js";
export {
  drawChart,
  drawFigure,
  preloadCharts
};
