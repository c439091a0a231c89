// The order of the test files: those that go the whole way take longest, and begun last they would keep one processor waiting.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const top = dirname(fileURLToPath(import.meta.url));
const browsers = join(top, 'preview');

/** Files at the top of test/, then those that drive a browser, then all others as ever. */
const rank = ({ moduleId }: TestSpecification): number => {
  const folder = dirname(moduleId);
  return folder === top ? 0 : folder === browsers ? 1 : 2;
};

export class WholeWaysFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [0, 1, 2].flatMap((wanted) => sorted.filter((file) => rank(file) === wanted));
  }
}
