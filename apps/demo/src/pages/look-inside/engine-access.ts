import type { DownloadProgress } from '@cv/backend-web';
import { type Signal, signal } from '@preact/signals';
import type { DeviceChoice, DeviceView } from '../../engine/devices.ts';
import type { Engine } from '../../engine/engine-types.ts';
import { announce } from '../../frame/announce.ts';
import { sentence } from './sentence.ts';
import { offeredModels, problem } from './state.ts';

/** Where the part that computes stands. */
export type EngineStatus = 'idle' | 'loading' | 'ready' | 'failed' | 'lost';

export const engineStatus: Signal<EngineStatus> = signal('idle');
export const device: Signal<DeviceView | null> = signal(null);
export const deviceChoices: Signal<readonly DeviceChoice[]> = signal([]);
export const download: Signal<DownloadProgress | null> = signal(null);

/** How often a lost device has been opened again: what is shown is asked for anew. */
export const recovered: Signal<number> = signal(0);

let engine: Promise<Engine> | undefined;

/** The engine; loads its code and opens the best device when it is first asked for, and again after a failure. */
export function getEngine(): Promise<Engine> {
  engine ??= start().catch((error: unknown) => {
    engine = undefined;
    engineStatus.value = 'failed';
    throw error;
  });
  return engine;
}

async function start(): Promise<Engine> {
  engineStatus.value = 'loading';
  const { openEngine } = await import('../../engine/index.ts');
  const opened = await openEngine('auto', {
    onProgress: (progress) => {
      download.value = progress;
    },
    onLost: (message) => {
      engineStatus.value = 'lost';
      problem.value = `The GPU was lost: ${sentence(message)} It is being opened again; weights and drawing are kept.`;
    },
    onRecovered: () => {
      engineStatus.value = 'ready';
      problem.value = null;
      announce('The GPU is open again.');
      recovered.value++;
    },
    onGone: (error) => {
      problem.value = `The GPU was lost and does not open again: ${sentence(error)} Choose another device; weights and drawing are kept.`;
    },
  });
  showEngine(opened);
  engineStatus.value = 'ready';
  return opened;
}

/** Shows what the engine has now: its device and models. */
export function showEngine(opened: Engine): void {
  device.value = opened.device;
  offeredModels.value = opened.models;
}

/** Finds out which devices there are, once: each is tried, which takes a moment. */
export async function findDevices(): Promise<void> {
  if (deviceChoices.peek().length > 0) return;
  try {
    deviceChoices.value = await (await getEngine()).listDevices();
  } catch (error) {
    problem.value = sentence(error);
  }
}

/** Goes on on another device. @returns whether it worked; if not, the problem is shown */
export async function switchDevice(name: string): Promise<boolean> {
  try {
    const opened = await getEngine();
    await opened.switchDevice(name);
    showEngine(opened);
    engineStatus.value = 'ready';
    problem.value = null;
    return true;
  } catch (error) {
    problem.value = `${name} could not be opened: ${sentence(error)}`;
    return false;
  }
}
