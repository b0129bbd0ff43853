import { expect, it } from 'vitest';
import { codeBlocks, installedPackages } from './markdown.ts';
import { EXAMPLES, promisedOutput } from './readme-examples.ts';

it('finds the blocks of a README and what it says to install', () => {
  const text = '```sh\nnpm install a @b/c # d\nnpm start\n```\nnpm install e\n```js\nf();\n```\n';
  expect(codeBlocks(text)).toEqual([
    { language: 'sh', code: 'npm install a @b/c # d\nnpm start\n' },
    { language: 'js', code: 'f();\n' },
  ]);
  expect(installedPackages(text)).toEqual(['a', '@b/c']);
  expect(EXAMPLES.map(({ title }) => title)).toEqual(expect.arrayContaining(['README 1', '@cv/image 1']));
});

it('reads what an example promises to print', () => {
  const code = "console.log(1); // [ 1, ... ] (a+)\nf(); // no\nif (x) {\n  console.log('b');\n  // b\n}\n// c\n";
  const promised = promisedOutput(code);
  expect(promised).toHaveLength(2);
  expect('[\n  1, 2, 3\n] (a+)').toMatch(promised[0]!);
  expect('[ 1, 2 ] (aa)').not.toMatch(promised[0]!);
  expect('b').toMatch(promised[1]!);
});
