import type { DeviceName } from '@cv/backend-node';
import { imageLibrary } from '../images/image-library.ts';
import { imageProgram } from '../images/image-program.ts';
import { serve } from './serve.ts';

/** The program of a contestant's process: `session`, `ours` (inference compiled, training on the default device), `metrics`, a library that processes pictures, or the name of a device of `@cv/backend-node`. */
const [, , name] = process.argv;

// Loaded one or the other, so that the bare session's start and memory are its own.
await serve(async (options) => {
  if (name === 'session') return await (await import('./session-program.ts')).sessionProgram(options);
  if (name === 'ours' && options.work.task === 'inference') {
    return await (await import('./compiled-program.ts')).compiledProgram(options);
  }
  if (name === 'metrics') return await (await import('./evaluation-program.ts')).evaluationProgram(options);
  const library = await imageLibrary(name);
  if (library !== undefined) return await imageProgram(library)(options);
  const device = name === 'ours' ? 'onnxruntime' : (name as DeviceName);
  return await (await import('./device-program.ts')).deviceProgram(device)(options);
});
