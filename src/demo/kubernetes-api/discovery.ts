import { type ApiResource, groupVersion } from './resource.ts';

/** The answers to paths that tell what there is; null for any other path. */
export function discovery(
  path: string,
  resources: readonly ApiResource[],
  minorVersion: number,
): Readonly<Record<string, unknown>> | null {
  const clean = path.replace(/\/+$/, '');
  if (clean === '/version') return version(minorVersion);
  if (clean === '')
    return { paths: ['/api', '/api/v1', '/apis', '/healthz', '/livez', '/readyz', '/version'] };
  if (clean === '/api') return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
  if (clean === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups(resources) };
  if (clean === '/api/v1') return resourceList('v1', resources);
  const [, group, itsVersion] = /^\/apis\/([^/]+)(?:\/([^/]+))?$/.exec(clean) ?? [];
  if (group === undefined) return null;
  if (itsVersion !== undefined) return resourceList(`${group}/${itsVersion}`, resources);
  const found = groups(resources).find(({ name }) => name === group);
  return found === undefined ? null : { kind: 'APIGroup', apiVersion: 'v1', ...found };
}

function version(minor: number): Readonly<Record<string, string>> {
  return {
    major: '1',
    minor: String(minor),
    gitVersion: `v1.${minor}.0+demo`,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: '',
    compiler: '',
    platform: 'demo',
  };
}

function groups(resources: readonly ApiResource[]) {
  const names = new Set(resources.map(({ group }) => group).filter((group) => group !== ''));
  return [...names].map((name) => {
    const versions = new Set(resources.filter(({ group }) => group === name).map((each) => each.version));
    const all = [...versions].map((each) => ({ groupVersion: `${name}/${each}`, version: each }));
    return { name, versions: all, preferredVersion: all[0] };
  });
}

/** What `kubectl get all` shows. */
const OF_ALL: ReadonlySet<string> = new Set([
  'Pod',
  'Service',
  'Deployment',
  'ReplicaSet',
  'HorizontalPodAutoscaler',
]);

function resourceList(version: string, resources: readonly ApiResource[]) {
  const ofVersion = resources.filter((resource) => groupVersion(resource) === version);
  if (ofVersion.length === 0) return null;
  const entries = ofVersion.flatMap((resource) => {
    const { plural, kind, namespaced, shortNames, watchable, scale } = resource;
    const entry = {
      name: plural,
      singularName: resource.group === 'metrics.k8s.io' ? '' : kind.toLowerCase(),
      namespaced,
      kind,
      verbs: watchable ? ['get', 'list', 'watch'] : ['get', 'list'],
      ...(shortNames.length === 0 ? {} : { shortNames }),
      ...(OF_ALL.has(kind) ? { categories: ['all'] } : {}),
    };
    const subresource = {
      name: `${plural}/scale`,
      singularName: '',
      namespaced,
      group: 'autoscaling',
      version: 'v1',
      kind: 'Scale',
      verbs: ['get'],
    };
    return scale === null ? [entry] : [entry, subresource];
  });
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: version, resources: entries };
}
