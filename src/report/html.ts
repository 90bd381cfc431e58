import { renderPage } from './html/page.ts';
import type { Reporter } from './reporter.ts';

/** One offline page: everything a reader needs is in the file, and the `Result` too, so that it can be opened again. */
export const html: Reporter<'html'> = {
  id: 'html',
  title: 'HTML report, one offline file',
  fileName: 'report.html',
  render: (result) => renderPage(result),
};
