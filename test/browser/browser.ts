import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axeCore from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
/** Without these Chromium asks for the network at every start. */
const ARGUMENTS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];
const SCREENSHOTS = 'artefacts/screenshots';

/** Pages in a real Chromium, opened from a file as a reader would. */
export interface ReportBrowser {
  /** @param hash what follows the file's name: '#ep-get-chat'. */
  open(html: string, options?: BrowserContextOptions & { hash?: string }): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface OpenPage {
  readonly page: Page;
  /** Errors of the console, of scripts, and everything that the page's policy refused; and addresses it asked for. */
  readonly complaints: readonly string[];
}

export async function startBrowser(): Promise<ReportBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-browser-'));
  const browser: Browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
  let count = 0;
  return {
    async open(html, { hash = '', ...options } = {}) {
      count += 1;
      const file = join(folder, `report-${count}.html`);
      writeFileSync(file, html);
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const complaints: string[] = [];
      const address = pathToFileURL(file).href;
      page.on('console', (message) => {
        if (message.type() !== 'log') complaints.push(`console ${message.type()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
      page.on('request', (request) => {
        if (!request.url().startsWith(address) && !request.url().startsWith('data:')) {
          complaints.push(`asked for ${request.url()}`);
        }
      });
      await page.goto(address + hash);
      return { page, complaints };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What axe finds wrong, as 'rule: element'. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeCore.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResult> } };
    interface AxeResult {
      violations: { id: string; nodes: { target: unknown[]; failureSummary: string }[] }[];
    }
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
  });
}

/** Kept to be looked at: artefacts/screenshots/NAME.png. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
