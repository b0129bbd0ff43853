import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** All files that come with one, by its static imports of values; what `import()` names is loaded later. */
function filesBehind(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+)'/gm);
  for (const [, path] of imports) filesBehind(fileURLToPath(new URL(path!, `file://${file}`)), seen);
  return seen;
}

const source = fileURLToPath(new URL('..', import.meta.url));
const behind = (entry: string): string[] =>
  [...filesBehind(`${source}${entry}`)].map((file) => file.slice(source.length));

test('the entry for detection pulls no classifier', () => {
  const files = behind('detect/index.ts');
  expect(files).toContain('yolo/yolov5.ts');
  expect(files.filter((file) => /classif|darknet53|^(resnet|vgg|vit|alexnet|models|index)\b/.test(file))).toEqual([]);
});

test('the catalogue pulls no detector, and the main entry none either', () => {
  expect(behind('detect/detectors.ts').filter((file) => file.startsWith('yolo/'))).toEqual([]);
  expect(behind('index.ts')).toContain('resnet/resnet.ts'); // the walk finds what is there
  expect(behind('index.ts').filter((file) => file.startsWith('detect/') || /yolov3|yolov5\.ts/.test(file))).toEqual([]);
});
