import { expect, test } from 'vitest';
import { outputPaths } from './output-paths.ts';

test('names pictures by file and method, and numbers those of one name', () => {
  const files = ['a/dog.jpg', 'b/dog.png', 'DOG.gif', 'dog-2.png', 'b.c.tif', 'plain'];
  expect(outputPaths(files, { out: 'x', method: 'cam' })).toEqual([
    'x/dog-cam.png',
    'x/dog-2-cam.png',
    'x/DOG-3-cam.png',
    'x/dog-2-2-cam.png',
    'x/b.c-cam.png',
    'x/plain-cam.png',
  ]);
});
