import { mkdir } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { readPicture, writePicture } from '@cv/backend-node';
import { dropAlpha, type Picture, PictureError } from '@cv/image';
import { CvError, DataError, OptionError } from '@cv/tensor/errors';
import { type Failure, findImages } from '../classify/find-images.ts';
import { countBar } from '../terminal/count-bar.ts';
import { filePicture } from './file-picture.ts';
import type { AnyImageOperation } from './image-operation.ts';
import { numbersText } from './numbers-text.ts';
import { inputOf } from './operation-input.ts';
import { pathsInFolder, requireFile, wantsFolder } from './output-paths.ts';

/** What the command line says besides the options of the operation. */
export interface ImageCommandOptions {
  readonly output?: string;
  readonly stages?: string;
  readonly json?: boolean;
}

/** A file and where its results go. */
interface Task {
  readonly file: string;
  readonly output: string | undefined;
  readonly stages: string | undefined;
}

interface Done {
  readonly file: string;
  readonly numbers: Readonly<Record<string, unknown>>;
}

/** Runs an operation on files, one after the other, writes the pictures and prints the numbers; what fails is listed at the end. */
export async function runOperation(
  operation: AnyImageOperation,
  images: readonly string[],
  options: ImageCommandOptions & Readonly<Record<string, unknown>>,
): Promise<void> {
  const { files, failures } = await findImages(images);
  const single = images.length === 1 && files.length === 1 && files[0] === images[0];
  const tasks = await planned(files, options, single);
  const values = await loaded(operation, options);
  const { done, failed } = await runAll(operation, tasks, values, options);
  if (options.json) {
    const printed =
      single && done.length > 0 ? done[0]!.numbers : done.map(({ file, numbers }) => ({ file, ...numbers }));
    console.log(JSON.stringify(printed, null, 2));
  } else {
    const text = numbersText(done, single);
    if (text !== '') console.log(text);
  }
  reportFailures([...failures, ...failed], done.length);
}

async function planned(
  files: readonly string[],
  { output, stages }: ImageCommandOptions,
  single: boolean,
): Promise<readonly Task[]> {
  let outputs: readonly (string | undefined)[] = files.map(() => undefined);
  if (output !== undefined) {
    if (await wantsFolder(output, single)) outputs = pathsInFolder(output, files);
    else {
      for (const file of files) requireFile(output, file);
      outputs = files.map(() => output);
    }
  }
  const folders = stages !== undefined && !single ? pathsInFolder(stages, files) : undefined;
  return files.map((file, i) => ({
    file,
    output: outputs[i],
    stages: folders === undefined ? stages : folders[i]!.slice(0, -extname(folders[i]!).length),
  }));
}

/** The values of the options: defaults, what was given, files that were named. */
async function loaded(
  { options }: AnyImageOperation,
  given: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const pairs = Object.entries(options).map(
    async ([name, { load }]) => [name, load === undefined ? given[name] : await load(given[name])] as const,
  );
  return Object.fromEntries(await Promise.all(pairs));
}

async function runAll(
  operation: AnyImageOperation,
  tasks: readonly Task[],
  values: Readonly<Record<string, unknown>>,
  { json = false }: ImageCommandOptions,
): Promise<{ readonly done: readonly Done[]; readonly failed: readonly Failure[] }> {
  const done: Done[] = [];
  const failed: Failure[] = [];
  const bar = countBar(operation.name, tasks.length);
  try {
    for (const [i, task] of tasks.entries()) {
      try {
        done.push({ file: task.file, numbers: await runTask(operation, task, values, json) });
      } catch (error) {
        failed.push({ file: task.file, reason: reasonOf(error) });
      }
      bar.update(i + 1);
    }
  } finally {
    bar.close();
  }
  return { done, failed };
}

async function runTask(
  operation: AnyImageOperation,
  { file, output, stages }: Task,
  values: Readonly<Record<string, unknown>>,
  json: boolean,
): Promise<Readonly<Record<string, unknown>>> {
  const input = inputOf(await readPicture(file), operation.input);
  const result = operation.run(input, values, { stages: stages !== undefined });
  const { picture, numbers } = result;
  if (output !== undefined) {
    if (picture === undefined) {
      throw new OptionError(`cv image: ${operation.name} makes no picture; leave --output out`, {});
    }
    await writeInFolder(output, picture);
  } else if (numbers === undefined && stages === undefined) {
    const what = json ? `${operation.name} has no numbers to print` : 'the result has nowhere to go';
    throw new OptionError(`cv image: ${what}; say where the picture goes by -o out.png`, {});
  }
  if (stages !== undefined) {
    const steps = { input, ...result.stages, ...(picture && { result: picture }) };
    for (const [i, [name, step]] of Object.entries(steps).entries()) {
      await writeInFolder(join(stages, `${i}-${name}.png`), step);
    }
  }
  return numbers ?? {};
}

async function writeInFolder(path: string, picture: Picture): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const fitting = filePicture(picture, path);
  await writePicture(path, /^\.jpe?g$/i.test(extname(path)) && fitting.hasAlpha ? dropAlpha(fitting) : fitting);
}

/** What is wrong with one file; what is wrong with the command ends all. */
function reasonOf(error: unknown): string {
  if (error instanceof PictureError && error.code !== 'option') return error.message;
  if (!(error instanceof DataError)) throw error;
  const { reason } = error.fields; // without the path, which stands before it
  return typeof reason === 'string' ? reason : error.message;
}

function reportFailures(failures: readonly Failure[], good: number): void {
  if (failures.length === 0) return;
  for (const { file, reason } of failures) console.error(`${file}: ${reason}`);
  const counted = `${failures.length} of ${failures.length + good} could not be processed`;
  if (good === 0) throw new CvError(counted, { failures });
  console.error(counted);
}
