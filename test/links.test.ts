import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from './support/cli.ts';

const docs = readdirSync(join(repository, 'docs')).filter((name) => name.endsWith('.md'));
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'bench/README.md',
  'bench/simulation/README.md',
  'samples/README.md',
  ...docs.map((name) => `docs/${name}`),
];

/** Without what stands in blocks of code. */
function textOf(page: string): string {
  return readFileSync(join(repository, page), 'utf8').replace(/^```.*?^```/gms, '');
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** What the links of a page lead to within the repository: a path seen from its root, and an anchor. */
function linksOf(
  page: string,
): readonly { readonly link: string; readonly path: string; readonly anchor: string }[] {
  const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [file = '', anchor = ''] = link.split('#');
      return { link, path: file === '' ? page : normalize(join(dirname(page), file)), anchor };
    });
}

it.each(pages)('the links of %s lead somewhere', (page) => {
  const broken = linksOf(page).filter(({ path, anchor }) => {
    if (!existsSync(join(repository, path))) return true;
    return anchor !== '' && path.endsWith('.md') && !anchorsOf(path).has(anchor);
  });
  expect(broken.map(({ link }) => link)).toEqual([]);
});

describe('the table of contents in README.md', () => {
  it('lists every page of docs', () => {
    const listed = new Set(linksOf('README.md').map(({ path }) => path));
    const missing = docs.filter((name) => !listed.has(`docs/${name}`));
    expect(missing).toEqual([]);
  });
});
