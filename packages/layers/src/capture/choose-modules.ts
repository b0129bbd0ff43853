import { OptionError } from '@cv/tensor/errors';
import type { Module } from '../module.ts';
import { nearestNames } from './nearest-names.ts';

/** Which modules: by their names in {@link Module.namedModules}, or by a predicate. */
export type ModuleNames<N extends string = string> = readonly N[] | ((name: string, module: Module) => boolean);

/**
 * The modules of a tree that were asked for, with their names.
 * @throws OptionError for a name that no module has, with the nearest ones.
 */
export function chooseModules(model: Module, names: ModuleNames, where: string): Map<Module, string> {
  const all = model.namedModules();
  if (typeof names === 'function') {
    return new Map(all.flatMap(([name, module]) => (names(name, module) ? [[module, name]] : [])));
  }
  const byName = new Map(all);
  return new Map(
    names.map((name) => {
      const module = byName.get(name);
      if (module !== undefined) return [module, name];
      const known = all.map(([each]) => each).filter((each) => each !== '');
      const next = known.length === 0 ? 'it has no parts' : `the nearest are ${quoted(nearestNames(name, known))}`;
      throw new OptionError(`${where}: the model has no module '${name}'; ${next}`, { received: name, known });
    }),
  );
}

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
