import type { Tensor } from '@cv/tensor';
import type { Module } from '../module.ts';
import { onePixel, type ReceptiveField, throughWindow, unionOfFields } from './field-geometry.ts';

interface Seen {
  readonly shape: readonly number[];
  readonly field: ReceptiveField | null;
}

/**
 * Follows the receptive field through a forward pass by the hooks of its context.
 *
 * What comes from a module is known. What an operation between modules makes (a sum, a concatenation) may depend on all that its module
 * was given or computed before: it gets the union of the fields of those with its height and width.
 */
export class FieldTracker {
  readonly #known = new Map<Tensor, ReceptiveField | null>();
  /** What the modules that run have seen, outermost first; the first is what is outside of all. */
  readonly #open: { readonly input: Tensor | null; readonly seen: Seen[] }[] = [{ input: null, seen: [] }];

  constructor(input: Tensor) {
    this.#add(input, isImage(input.shape) ? onePixel : null);
  }

  /** A module begins. */
  enter(input: Tensor): void {
    const field = this.#fieldOf(input);
    this.#open.push({ input, seen: [{ shape: input.shape, field }] });
  }

  /**
   * A module has ended.
   * @returns the field of its output; null where that is no image, or the way to it is not known.
   */
  leave(module: Module, output: Tensor): ReceptiveField | null {
    const { input, seen } = this.#open.pop()!; // every leave follows its enter
    const field = this.#behind(module, input!, { output, seen });
    this.#add(output, field);
    return field;
  }

  #behind(module: Module, input: Tensor, { output, seen }: { output: Tensor; seen: Seen[] }): ReceptiveField | null {
    const known = this.#known.get(output);
    if (known !== undefined) return known; // what its last part gave
    if (!isImage(output.shape)) return null;
    const given = seen[0]!.field;
    const window = isImage(input.shape) ? module.window(input.shape) : null;
    if (window === 'varies') return null;
    if (window !== null) return given && throughWindow(given, window);
    return union(seen, output.shape);
  }

  #fieldOf(x: Tensor): ReceptiveField | null {
    const known = this.#known.get(x);
    return known === undefined ? union(this.#open.at(-1)!.seen, x.shape) : known;
  }

  #add(x: Tensor, field: ReceptiveField | null): void {
    this.#known.set(x, field);
    this.#open.at(-1)!.seen.push({ shape: x.shape, field });
  }
}

const isImage = (shape: readonly number[]): boolean => shape.length === 4;

function union(seen: readonly Seen[], shape: readonly number[]): ReceptiveField | null {
  if (!isImage(shape)) return null;
  const fitting = seen.filter(
    (each) => isImage(each.shape) && each.shape[1] === shape[1] && each.shape[2] === shape[2],
  );
  const fields = fitting.map(({ field }) => field).filter((field) => field !== null);
  const [first, ...rest] = fields;
  return first === undefined || fields.length < fitting.length ? null : unionOfFields([first, ...rest]);
}
