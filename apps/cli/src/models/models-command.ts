import type { Command } from 'commander';

/** Adds `cv models`. */
export function addModels(program: Command): void {
  program
    .command('models')
    .description('Show the models that cv can build, and the trained weights that come with them.')
    .option('--json', 'print JSON: [{ id, title, params, macs, inputShape, labels, weights, paper, licence }]')
    .addHelpText('after', '\nExamples:\n  $ cv models\n  $ cv models --json')
    .action(async ({ json = false }: { json?: boolean }) => {
      const { showModels } = await import('./show-models.ts');
      showModels({ json });
    });
}
