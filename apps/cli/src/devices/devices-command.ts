import type { Command } from 'commander';

/** Adds `cv devices`. */
export function addDevices(program: Command): void {
  program
    .command('devices')
    .description('Show the devices of this machine, what they can do, and why others are not available.')
    .option('--json', 'print JSON: [{ name, available, reason?, description?, capabilities, missingToTrain }]')
    .addHelpText(
      'after',
      '\nExamples:\n  $ cv devices\n  $ cv devices --json\n  $ cv evaluate --data mnist --device wasm',
    )
    .action(async ({ json = false }: { json?: boolean }) => {
      const { showDevices } = await import('./show-devices.ts');
      await showDevices({ json });
    });
}
