import { CvError, UnsupportedError } from '@cv/tensor/errors';
import { describeGraph, type GraphDescription } from './describe-graph.ts';
import { encodeModel } from './encode-model.ts';
import type { Program } from './extract-program.ts';
import { type CachedGraph, GraphCache } from './graph-cache.ts';
import type { CompiledGraph, GraphRunner } from './graph-runner.ts';
import { kernelProgram } from './kernel-program.ts';
import type { LazyStatistics } from './lazy-statistics.ts';
import { lowerProgram } from './lower-program.ts';
import type { LoweringOptions } from './lowering.ts';

/** Turns programs into compiled graphs, once for each structure. */
export class ProgramCompiler {
  /** What the graph that was compiled last consists of; null before the first. */
  lastGraph: GraphDescription | null = null;
  readonly #runner: GraphRunner;
  readonly #cache: GraphCache;
  readonly #lowering: LoweringOptions;
  #counts = { compiles: 0, hits: 0, compileMs: 0, lastNodes: 0, lastReorderings: 0 };

  constructor(runner: GraphRunner, maxGraphs: number, lowering: LoweringOptions) {
    this.#runner = runner;
    this.#cache = new GraphCache(maxGraphs);
    this.#lowering = lowering;
  }

  /** Counters of compilations and of the cache. */
  get statistics(): Omit<LazyStatistics, 'runs' | 'runMs'> {
    return { ...this.#counts, evictions: this.#cache.evictions, cachedGraphs: this.#cache.size };
  }

  /** The compiled graph of a program; from the cache where one of the same structure is there. */
  async graphOf(program: Program): Promise<CachedGraph> {
    const cached = this.#cache.get(program.key);
    if (cached !== undefined) {
      this.#counts.hits++;
      return cached;
    }
    const start = performance.now();
    const entry = await (this.#runner.replay === undefined ? this.#model(program) : this.#calls(program));
    await this.#cache.add(program.key, entry);
    this.#counts.compiles++;
    this.#counts.compileMs += performance.now() - start;
    return entry;
  }

  /** Releases every compiled graph. */
  async clear(): Promise<void> {
    await this.#cache.clear();
  }

  async #model(program: Program): Promise<CachedGraph> {
    const { graph, inputNames, outputNames, reorderings } = lowerProgram(program, this.#lowering);
    const compiled = await this.#compiled(program, this.#runner.compile(encodeModel(graph)));
    this.lastGraph = describeGraph(graph);
    this.#counts.lastNodes = graph.nodes.length;
    this.#counts.lastReorderings = reorderings;
    return { compiled, inputNames, outputNames };
  }

  async #calls(program: Program): Promise<CachedGraph> {
    const { leaves, operations, roots } = program;
    this.#counts.lastNodes = operations.length;
    const compiled = await this.#compiled(program, this.#runner.replay!(kernelProgram(program)));
    return { compiled, inputNames: leaves.map((_, i) => `x${i}`), outputNames: roots.map((_, i) => `y${i}`) };
  }

  async #compiled(program: Program, compiling: Promise<CompiledGraph>): Promise<CompiledGraph> {
    try {
      return await compiling;
    } catch (cause) {
      // The runner's own errors say what is wrong with it; all others come from the runtime and are about the graph.
      if (cause instanceof CvError) throw cause;
      const kernels = [...new Set(program.operations.map((operation) => operation.rule.kernel))];
      throw new UnsupportedError(
        `${this.#runner.name}: refused the graph of the kernels ${kernels.join(', ')}: ${String(cause)}`,
        { kernels },
        { cause },
      );
    }
  }
}
