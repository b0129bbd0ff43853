import type { Work } from '../suites/work.ts';
import type { Contestant, ContestantSettings, Turn } from './contestant.ts';
import { type ContestantCommand, ContestantProcess } from './contestant-process.ts';
import type { Opened, ReferenceModel } from './messages.ts';

/** Starts a process of its own for a contestant and has it build its network. */
export async function openProcess(
  command: ContestantCommand,
  work: Work,
  { reference, ...settings }: ContestantSettings & { readonly reference?: ReferenceModel },
): Promise<Contestant> {
  const child = new ContestantProcess(command, settings.threads);
  try {
    const { version, parameters } = await child.request<Opened>({
      op: 'open',
      work,
      ...settings,
      ...(reference && { reference }),
    });
    return {
      name: command.name,
      version,
      parameters,
      run: (length) => child.request<Turn>({ op: 'run', ...length }),
      close: async () => {
        try {
          await child.request({ op: 'close' });
        } finally {
          await child.end();
        }
      },
    };
  } catch (error) {
    await child.end();
    throw error;
  }
}
