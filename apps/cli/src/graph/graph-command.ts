import type { Command } from 'commander';
import { wholeNumber } from '../option-values.ts';
import type { GraphOptions } from './show-graph.ts';

/** Adds `cv graph`. */
export function addGraph(program: Command): void {
  program
    .command('graph')
    .description(
      'Show what a model becomes in the runtime: nodes by operator, and how many only move data between memory layouts.',
    )
    .argument('<model>', '`cv models` lists them')
    .option('--train', 'the graph of a whole training step in place of the compiled forward pass')
    .option('--batch-size <n>', 'pictures of the training step', wholeNumber(1), 16)
    .option('--threads <n>', 'threads of the runtime (default: all cores)', wholeNumber(1))
    .option('--json', 'print JSON: { model, kind, nodes, reorderings, operators? }')
    .addHelpText('after', '\nExamples:\n  $ cv graph resnet50\n  $ cv graph resnet20 --train --batch-size 64')
    .action(async (model: string, options: GraphOptions) => {
      const { showGraph } = await import('./show-graph.ts');
      await showGraph(model, options);
    });
}
