import type { Command } from 'commander';
import type { DeviceOptions } from '../device-options.ts';
import { addDeviceOptions } from '../device-options.ts';

/** Adds `cv demo`. */
export function addDemo(program: Command): void {
  const command = program
    .command('demo')
    .description('Classify the hand-drawn digits that come with cv, and show them in the terminal.');
  addDeviceOptions(command)
    .addHelpText('after', '\nExamples:\n  $ cv demo\n  $ cv demo --device wasm')
    .action(async (options: DeviceOptions) => {
      const { runDemo } = await import('./run-demo.ts');
      await runDemo(options);
    });
}
