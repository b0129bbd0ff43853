/**
 * Compiles every kernel of `assembly/` into `src/kernels/*.generated.ts`, a module with the WebAssembly in base64: part of the build. Files are
 * written only when something changed. With `--check` nothing is written, and the program fails when something would have.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const flags = ['-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort=', '--enable', 'simd', '--memoryBase', '16'];

const scratch = await mkdtemp(join(tmpdir(), 'cv-kernels-'));
try {
  for (const file of (await readdir(join(root, 'assembly'))).filter((name) => name.endsWith('.ts'))) {
    const name = basename(file, '.ts');
    const target = join(root, 'src/kernels', `${name}.generated.ts`);
    const text = moduleText(name, file, await compile(file));
    if ((await readFile(target, 'utf8').catch(() => '')) === text) continue;
    if (process.argv.includes('--check'))
      throw new Error(`${target} is not what assembly/${file} compiles to: npm run build`);
    await writeFile(target, text);
  }
} finally {
  await rm(scratch, { recursive: true });
}

/** @returns {Promise<Buffer>} */
async function compile(file) {
  const binary = join(scratch, `${file}.wasm`);
  let messages = '';
  const stderr = { write: (text) => (messages += text) };
  const { error } = await main(['-o', binary, ...flags, `assembly/${file}`, '--baseDir', root], { stderr });
  if (error || messages) throw new Error(`assembly/${file}: ${messages || error.message}`, { cause: error });
  return readFile(binary);
}

function moduleText(name, file, binary) {
  const camel = name.replace(/-./g, (pair) => pair[1].toUpperCase());
  return `// Made by scripts/compile-kernels.js of assembly/${file}.\nexport const ${camel}Binary: string =\n  '${binary.toString('base64')}';\n`;
}
