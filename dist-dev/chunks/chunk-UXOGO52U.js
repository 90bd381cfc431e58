import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);

// src/cli/version.ts
import { readFileSync } from "node:fs";
function toolIdentity() {
  let folder = new URL(".", import.meta.url);
  for (; ; ) {
    const found = readPackage(new URL("package.json", folder));
    if (found?.name === "plimsoll") return found;
    const outer = new URL("..", folder);
    if (outer.href === folder.href) throw new Error("package.json of plimsoll is missing");
    folder = outer;
  }
}
function readPackage(url) {
  try {
    const { name, version } = JSON.parse(readFileSync(url, "utf8"));
    return { name, version };
  } catch {
    return null;
  }
}

export {
  toolIdentity
};
