import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    corrected: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    grep: { type: 'string' },
  },
});

/** What the command line asks for. */
export const suiteOptions: {
  /** Run with the gradients of `@cv/tensor` in place of tfjs's own. */
  readonly corrected: boolean;
  /** Name every skipped spec. */
  readonly list: boolean;
  /** Run only the specs whose name contains this, and print what failed. */
  readonly grep: string | undefined;
} = { ...values, grep: values.grep };
