/**
 * Where a program for a thread or process lies.
 *
 * @param source the program beside the module that starts it, by its name in the sources
 * @returns the same, or its JavaScript where this is the build
 */
export function programFile(source: URL): URL {
  return import.meta.url.endsWith('.ts') ? source : new URL(source.href.replace(/\.ts$/, '.js'));
}
