import { WeightsError } from '@cv/tensor/errors';
import { expect, test } from 'vitest';
import { siblingPath } from './sibling-path.ts';

test.each(['weights.bin', 'model-00001-of-00002.safetensors', 'data/layer 1/ä.bin', '..a', 'a..'])(
  '%s stays in its folder',
  (path) => {
    expect(siblingPath(path, 'x')).toBe(path);
  },
);

test.each([
  '',
  '/etc/passwd',
  '../secret',
  'a/../../secret',
  'a/..',
  './a',
  'a//b',
  'a/',
  'C:/windows',
  'C:secret',
  'file:///etc/passwd',
  '..\\secret',
  '\\\\server\\share',
  'a\0.bin',
  'a\n',
  'a'.repeat(1025),
])('%j is refused', (path) => {
  expect(() => siblingPath(path, 'x')).toThrow(WeightsError);
});
