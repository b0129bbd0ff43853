import { fileURLToPath } from 'node:url';
import { requireNetwork } from '../suites/work.ts';
import type { ContestantSource, PeerKey } from './contestant.ts';
import type { ContestantCommand } from './contestant-process.ts';
import type { ReferenceModel } from './messages.ts';
import { openProcess } from './process-contestant.ts';
import { pythonCommand } from './python.ts';
import { ReferenceExports } from './reference-exports.ts';

const MAIN = fileURLToPath(new URL('../programs/contestant-main.js', import.meta.url));

const BROWSER_MAIN = fileURLToPath(new URL('../browser/browser-main.js', import.meta.url));

function nodeCommand(name: string, program: string): ContestantCommand {
  return { name, command: process.execPath, args: [MAIN, program] };
}

/** A device of `@cv/backend-web` in a Chromium of its own. */
function browserCommand(name: string, device: string): ContestantCommand {
  return { name, command: process.execPath, args: [BROWSER_MAIN, device] };
}

function fromCommand(command: ContestantCommand): ContestantSource {
  return { name: command.name, open: (work, settings) => openProcess(command, work, settings) };
}

function withOneThread(source: ContestantSource): ContestantSource {
  return { ...source, open: (work, settings) => source.open(work, { ...settings, threads: 1 }) };
}

/** A bare session runs what PyTorch exported: the export is made beforehand, and kept for the next batch size. */
function bareSession(exports: ReferenceExports): ContestantSource {
  const command = nodeCommand('onnxruntime-node', 'session');
  const references = new Map<string, ReferenceModel>();
  return {
    name: command.name,
    prepare: async (work) => {
      const network = requireNetwork(work);
      references.set(network.model, await exports.export(network));
    },
    open: (work, settings) => {
      const reference = references.get(requireNetwork(work).model);
      return openProcess(command, work, { ...settings, ...(reference && { reference }) });
    },
  };
}

/** Everybody who takes part. */
export interface Contestants {
  readonly ours: ContestantSource;
  readonly oursInBrowser: ContestantSource;
  readonly oursOnScores: ContestantSource;
  readonly oursOnImages: ContestantSource;
  readonly peers: Readonly<Record<PeerKey, ContestantSource>>;
}

/**
 * @param python the interpreter that has PyTorch
 * @param directory existing folder for exported models
 */
export function contestants({ python, directory }: { python: string; directory: string }): Contestants {
  return {
    ours: fromCommand(nodeCommand('@cv onnxruntime', 'ours')),
    oursOnScores: fromCommand(nodeCommand('@cv/metrics', 'metrics')),
    oursOnImages: fromCommand(nodeCommand('@cv/classical', 'classical')),
    oursInBrowser: fromCommand(browserCommand('@cv wasm, Chromium', 'wasm')),
    peers: {
      pytorch: fromCommand(pythonCommand('PyTorch eager', python, 'contestant.py')),
      'tfjs-wasm': fromCommand(nodeCommand('tfjs wasm', 'wasm')),
      'tfjs-cpu': fromCommand(nodeCommand('tfjs cpu', 'cpu')),
      forward: fromCommand(nodeCommand('@cv model.forward', 'onnxruntime')),
      'browser-webgl': fromCommand(browserCommand('tfjs webgl, Chromium', 'webgl')),
      'browser-cpu': fromCommand(browserCommand('tfjs cpu, Chromium', 'cpu')),
      'browser-webgpu': fromCommand(browserCommand('tfjs webgpu, Chromium', 'webgpu')),
      'scikit-learn': fromCommand(pythonCommand('scikit-learn', python, 'contestant.py')),
      'opencv-js': fromCommand(nodeCommand('opencv.js', 'opencv-js')),
      'image-js': fromCommand(nodeCommand('image-js', 'image-js')),
      'scikit-image': fromCommand(pythonCommand('scikit-image', python, 'contestant.py', 'skimage')),
      cv2: fromCommand(pythonCommand('cv2', python, 'contestant.py', 'cv2')),
      'cv2-one-thread': withOneThread(fromCommand(pythonCommand('cv2, one thread', python, 'contestant.py', 'cv2'))),
      onnxruntime: bareSession(new ReferenceExports(python, directory)),
    },
  };
}
