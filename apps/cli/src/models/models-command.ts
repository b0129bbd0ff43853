import { OptionError } from '@cv/tensor/errors';
import type { Command } from 'commander';

/** What the command line says. */
interface ModelsOptions {
  readonly download?: boolean;
  readonly weights?: string;
  readonly json?: boolean;
}

/** Adds `cv models`. */
export function addModels(program: Command): void {
  program
    .command('models')
    .description('Show the models that cv can build, and the trained weights that there are for them.')
    .argument('[model]', 'show its weights: tags, licence, published accuracy, whether they are here')
    .option('--download', "fetch the model's weights into the cache")
    .option('--weights <tag>', 'which of them (default: the first)')
    .option('--json', 'print JSON: [{ id, title, params, macs, inputShape, labels, weights, paper, licence }]')
    .addHelpText(
      'after',
      `
Examples:
  $ cv models
  $ cv models resnet50
  $ cv models --download resnet50 --weights a1_in1k
  $ cv models --json`,
    )
    .action(async (model: string | undefined, { download = false, weights, json = false }: ModelsOptions) => {
      if (model === undefined) {
        if (download || weights !== undefined) throw new OptionError('name the model: cv models --download <model>');
        const { showModels } = await import('./show-models.ts');
        showModels({ json });
      } else if (download) {
        const { downloadWeights } = await import('../weights/download-weights.ts');
        await downloadWeights(model, { tag: weights, json });
      } else {
        const { showWeights } = await import('../weights/show-weights.ts');
        await showWeights(weights === undefined || model.includes('.') ? model : `${model}.${weights}`, { json });
      }
    });
}
