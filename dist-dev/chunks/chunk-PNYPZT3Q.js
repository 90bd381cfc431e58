import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);

// src/model/endpoint-key.ts
function endpointId(key) {
  return `${key.method.replaceAll("\0", "")}\0${key.name}`;
}
function endpointLabel(key) {
  return key.method === "" ? key.name : `${key.method} ${key.name}`;
}
function compareEndpointKeys(a, b) {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  if (a.method !== b.method) return a.method < b.method ? -1 : 1;
  return 0;
}

export {
  endpointId,
  endpointLabel,
  compareEndpointKeys
};
