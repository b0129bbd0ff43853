const without = (object, ...names) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

export const hooks = {
  /** What is published says nothing about the workspace: `@cv/source` names sources that no tarball holds. */
  beforePacking(manifest) {
    const published = without(manifest, 'devDependencies', 'scripts');
    if (manifest.exports === undefined) return published;
    const entries = Object.entries(manifest.exports).map(([path, target]) => {
      return [path, typeof target === 'string' ? target : without(target, '@cv/source')];
    });
    return { ...published, exports: Object.fromEntries(entries) };
  },
};
