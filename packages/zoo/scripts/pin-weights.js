// Writes src/packaged-weights.generated.ts from weights/<model>-<tag>.safetensors: URL, SHA-256, size and the file's own
// metadata, so that no number is typed twice. Run after a build: `pnpm --filter @cv/zoo pin-weights`.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pinnedSource } from '../dist/pinned-source.js';

const folder = new URL('../weights/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.safetensors'));
const source = pinnedSource(
  files.map((name) => {
    const bytes = readFileSync(new URL(name, folder));
    return { name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  }),
);
writeFileSync(new URL('../src/packaged-weights.generated.ts', import.meta.url), source);
console.log(`pinned ${files.length} files: ${files.join(', ')}`);
