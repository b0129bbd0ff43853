import { GraphBuilder } from '../graph-builder.ts';
import type { Affine } from './affine.ts';

/** Emits the nodes that compute shapes from the size of the input's batch. */
export class BatchShapes {
  readonly graph: GraphBuilder = new GraphBuilder('float32', 'batch_');
  readonly #input: string;
  readonly #known = new Map<string, string>();

  constructor(input: string) {
    this.#input = input;
    this.graph.scope = 'dynamic_batch';
  }

  /** Name of a vector of numbers, computed when the graph runs. */
  vector(elements: readonly Affine[]): string {
    return this.#once(JSON.stringify(elements), () => {
      const pieces: string[] = [];
      let constants: number[] = [];
      const flush = (): void => {
        if (constants.length > 0) pieces.push(this.graph.ints(constants));
        constants = [];
      };
      for (const element of elements) {
        if (element.factor === 0) constants.push(element.offset);
        else {
          flush();
          pieces.push(this.#element(element));
        }
      }
      flush();
      return pieces.length === 1 ? pieces[0]! : this.graph.emit('Concat', pieces, { axis: 0 });
    });
  }

  #element({ factor, offset }: Affine): string {
    const size = this.#once('N', () => this.graph.emit('Shape', [this.#input], { start: 0, end: 1 }));
    const product = factor === 1 ? size : this.graph.emit('Mul', [size, this.graph.ints([factor])]);
    return offset === 0 ? product : this.graph.emit('Add', [product, this.graph.ints([offset])]);
  }

  #once(key: string, make: () => string): string {
    const name = this.#known.get(key) ?? make();
    this.#known.set(key, name);
    return name;
  }
}
