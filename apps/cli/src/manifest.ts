import { readFileSync } from 'node:fs';

/** This package's `package.json`, as far as it is used. */
export function manifest(): { readonly version: string } {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
}
