import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { wasmKernel } from './wasm-kernel.ts';

describe('kernels', () => {
  it('are what their sources compile to today', { timeout: 60_000 }, async () => {
    const script = fileURLToPath(new URL('../../scripts/compile-kernels.js', import.meta.url));
    await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toMatchObject({ stderr: '' });
  });

  it('are missing, and no more, where WebAssembly refuses them', () => {
    const refused = wasmKernel('AAAA');
    expect(refused()).toBeUndefined();
    expect(refused()).toBeUndefined();
  });
});
