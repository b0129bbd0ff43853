import type { ExecutionProvider } from './execution-provider.ts';
import { reportProvider } from './report-provider.ts';

// The program of a process that tries one execution provider and tells its parent: see list-providers.ts.

process.send!(await reportProvider(process.argv[2] as ExecutionProvider));
process.disconnect();
