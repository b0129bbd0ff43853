import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

const PROGRAM = `
import { listDevices, openDevice } from '@cv/backend-node';
import { read, square, tensor } from '@cv/tensor';
const device = await openDevice('onnxruntime', { worker: true });
console.log((await read(square(tensor([3]))))[0], device.memory().workerTensors);
await device.dispose();
const { providers } = (await listDevices()).find(({ name }) => name === 'onnxruntime');
console.log(providers.map(({ name, reason = '' }) => name + (/cannot be tried/.test(reason) ? '!' : '')).join());
`;

describe.skipIf(!existsSync(`${root}dist/index.js`))('built package (skipped where dist is not built)', () => {
  it('starts its worker and its processes, for a program that is given as text, too', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROGRAM], {
      cwd: root,
    });
    expect(stdout.trim().split('\n')).toEqual(['9 2', 'cpu,webgpu,cuda,coreml,dml']);
  });
});
