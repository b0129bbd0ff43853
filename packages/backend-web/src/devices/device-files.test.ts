import { expect, it } from 'vitest';
import { deviceFiles } from './device-files.ts';

it('names what wasm fetches, and nothing for devices that are code alone', () => {
  expect(deviceFiles('wasm').map((url) => new URL(url).pathname.split('.').at(-1))).toEqual(['mjs', 'wasm']);
  for (const name of ['webgpu', 'webgl', 'cpu'] as const) expect(deviceFiles(name)).toEqual([]);
});
