// The page again, from a report that was read back or completed and from the page that was made with it.
import { UserError } from '../core/errors.js';
import type { Report } from '../core/facts.js';
import { carriedIn } from './carried-in.js';
import { pageOf } from './report-page.js';

/**
 * `page` is the text of report.html: model, maps, scan and pictures are taken from it, all words and figures from the
 * report. An unchanged report gives the same bytes. Throws a UserError on a page that is foreign, damaged, or of another
 * model; `file` is what that calls it.
 */
export async function rebuiltPage(report: Report, page: string, file = 'report.html'): Promise<string> {
  const carried = carriedIn(page);
  if (carried === null)
    throw new UserError(
      `${file}: this is no report page of Isocast, or it was changed or damaged, or an earlier version made it.`,
      'Give the page as it was written beside report.json, or make both anew with isocast convert.',
    );
  const hashes = [report.source.sha256, ...report.files.map(({ sha256 }) => sha256)];
  if (!hashes.every((hash) => page.includes(hash)))
    throw new UserError(
      `${file}: this page shows another model than report.json speaks of: the files' hashes differ.`,
      'Keep the two files of one run together.',
    );
  return pageOf(report, carried);
}
