import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);

// src/model/problem.ts
var Problem = class extends Error {
  name = "Problem";
  kind;
  code;
  where;
  fix;
  /**
   * @param kind decides the exit code.
   * @param code stable, kebab-case: see the table of codes in docs/notices.md.
   * @param what one sentence: what happened, with the value found.
   */
  constructor(kind, code, what, detail = {}) {
    super(what, detail.cause === void 0 ? void 0 : { cause: detail.cause });
    this.kind = kind;
    this.code = code;
    this.where = detail.where;
    this.fix = detail.fix;
  }
};

export {
  Problem
};
