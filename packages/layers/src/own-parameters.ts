import type { Module } from './module.ts';
import type { Parameter } from './parameter.ts';

/** The parameters of the module itself, without those of its parts. */
export function ownParameters(module: Module): Parameter[] {
  return module.namedParameters().flatMap(([name, parameter]) => (name.includes('.') ? [] : [parameter]));
}
