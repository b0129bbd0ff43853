import { join } from 'node:path';
import type { NetworkWork } from '../suites/work.ts';
import { ContestantProcess } from './contestant-process.ts';
import type { ReferenceModel } from './messages.ts';
import { pythonCommand } from './python.ts';

/** Models that PyTorch wrote as ONNX files with a free batch size, one per network. */
export class ReferenceExports {
  readonly #python: string;
  readonly #directory: string;
  readonly #models = new Map<string, Promise<ReferenceModel>>();

  constructor(python: string, directory: string) {
    this.#python = python;
    this.#directory = directory;
  }

  /** @throws ContestantError when there is no PyTorch to write it */
  export(work: NetworkWork): Promise<ReferenceModel> {
    const known = this.#models.get(work.model);
    if (known !== undefined) return known;
    const model = this.#write(work);
    this.#models.set(work.model, model);
    return model;
  }

  async #write(work: NetworkWork): Promise<ReferenceModel> {
    const path = join(this.#directory, `${work.model}.onnx`);
    const writer = new ContestantProcess(pythonCommand('PyTorch export', this.#python, 'contestant.py'), 1);
    try {
      return { path, ...(await writer.request<{ parameters: number }>({ op: 'export', work, path })) };
    } finally {
      await writer.end();
    }
  }
}
