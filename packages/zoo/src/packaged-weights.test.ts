import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { WeightsError } from '@cv/tensor/errors';
import { expect, test } from 'vitest';
import { pinnedSource } from './pinned-source.ts';
import { encodeSafetensors } from './safetensors/encode-safetensors.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('packaged-weights.generated.ts is what scripts/pin-weights.js makes of the files in weights/', () => {
  const folder = new URL('../weights/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.safetensors'));
  const expected = pinnedSource(
    files.map((name) => {
      const bytes = readFileSync(new URL(name, folder));
      return { name, bytes, sha256: sha256(bytes) };
    }),
  );
  expect(readFileSync(new URL('./packaged-weights.generated.ts', import.meta.url), 'utf8')).toBe(expected);
});

const bytes = (metadata: Record<string, string>) =>
  encodeSafetensors({ x: { dtype: 'float32', shape: [1], data: Float32Array.of(1) } }, { metadata, dtype: 'float16' });
const file = (name: string, metadata: Record<string, string> = {}) => ({ name, bytes: bytes(metadata), sha256: 'ab' });

test('the pinned source carries what the file says of itself', () => {
  const source = pinnedSource([
    file('resnet20-cifar10.safetensors'),
    file('lenet5-mnist.safetensors', { testError: '0.0087', command: 'cv train' }),
    file('lenet5-digits.safetensors'),
  ]);
  expect(source.match(/^ {2,4}\w+: \{$/gm)).toEqual([
    '  lenet5: {',
    '    digits: {',
    '    mnist: {',
    '  resnet20: {',
    '    cifar10: {',
  ]);
  expect(source).toContain("url: new URL('../weights/lenet5-mnist.safetensors', import.meta.url),");
  expect(source).toContain("dtype: 'float16',");
  expect(source).toContain('testError: 0.0087,');
  expect(source).toContain('metadata: {"command":"cv train","testError":"0.0087"},');
  expect(source).toContain('testError: null,');
});

test.each([
  [file('lenet5.safetensors')],
  [file('Le Net-mnist.safetensors')],
  [file('lenet5-mnist.safetensors', { testError: '0.87 %' })],
  [file('lenet5-mnist.safetensors', { testError: '1.7' })],
])('a file that cannot be pinned is refused', (wrong) => {
  expect(() => pinnedSource([wrong])).toThrow(WeightsError);
});
