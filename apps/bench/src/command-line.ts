import { Command, InvalidArgumentError, Option } from 'commander';
import type { PeerKey } from './contestants/contestant.ts';
import { suites } from './suites/suites.ts';

/** What the command line asks for. */
export interface BenchOptions {
  readonly threads: number;
  readonly python: string;
  readonly rounds?: number;
  readonly filter?: string;
  readonly peers?: readonly PeerKey[];
  readonly profile?: boolean;
  readonly list?: boolean;
  readonly json?: boolean;
  readonly out?: string;
  readonly chart?: string;
  readonly debug?: boolean;
}

const PEERS: readonly PeerKey[] = [
  'pytorch',
  'tfjs-wasm',
  'tfjs-cpu',
  'forward',
  'onnxruntime',
  'browser-webgl',
  'browser-cpu',
  'browser-webgpu',
  'scikit-learn',
  'opencv-js',
  'image-js',
  'scikit-image',
  'cv2',
  'cv2-one-thread',
];

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('Expected a whole number above 0.');
}

function peerList(text: string): PeerKey[] {
  const names = text.split(',').filter((name) => name !== '');
  const unknown = names.find((name) => !(PEERS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no peer '${unknown}': ${PEERS.join(', ')}.`);
  return names as PeerKey[];
}

function suiteName(text: string): string {
  if (suites.has(text)) return text;
  throw new InvalidArgumentError(`Expected one of ${[...suites.keys()].join(', ')}.`);
}

/**
 * The command line; it exits by a `CommanderError`.
 *
 * @param run called with the suite and the options
 */
export function program(run: (suite: string, options: BenchOptions) => Promise<void>): Command {
  const list = [...suites.values()].map(({ name, title }) => `  ${name.padEnd(12)}${title}`).join('\n');
  return new Command('bench')
    .description('Measures the engine side by side with its peers, in turns, each in a process of its own.')
    .argument('<suite>', [...suites.keys()].join(', '), suiteName)
    .option('--threads <n>', 'threads of each contestant', wholeNumber, 2)
    .option('--rounds <n>', 'rounds that count (default: 15, 5 for cold starts, 3 for memory)', wholeNumber)
    .option('--filter <text>', 'only works whose name contains this text')
    .option('--peers <names>', `only these of ${PEERS.join(', ')}; an empty text for none`, peerList)
    .addOption(
      new Option('--python <path>', 'Python with apps/bench/python/requirements.txt')
        .env('CV_PYTHON')
        .default('python3'),
    )
    .option('--profile', 'instead: where our own time goes, by operation; inference by model.forward')
    .option('--list', 'instead: the names of the works')
    .option('--json', 'print JSON')
    .option('--out <file>', 'write the JSON to a file, too')
    .addOption(new Option('--chart <file>', 'draw the ratios as an SVG file, too').conflicts(['profile', 'list']))
    .option('--debug', 'show the stack of an error')
    .addHelpText('after', `\nSuites:\n${list}`)
    .exitOverride()
    .action(run);
}
