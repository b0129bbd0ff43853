import { encodeModel } from '../encode-model.ts';
import type { KernelProgram } from '../kernel-program.ts';
import { lowerKernelProgram } from '../lower-kernel-program.ts';
import type { Session, Sessions } from '../sessions.ts';

/**
 * Sessions that take kernel calls, over a runtime that takes ONNX models: graphs are built where they run, so that the thread that records
 * the calls stays free.
 */
export function programSessions<Options>(models: Sessions<Uint8Array, Options>): Sessions<KernelProgram, Options> {
  return {
    async create(program, options): Promise<Session> {
      const { graph, inputNames, outputNames } = lowerKernelProgram(program);
      const session = await models.create(encodeModel(graph), options);
      const outputs = outputNames.map((_, i) => `y${i}`);
      return {
        inputNames,
        outputNames: outputs,
        run: async (feeds) => {
          const results = await session.run(feeds, outputNames);
          return Object.fromEntries(outputNames.map((name, i) => [outputs[i]!, results[name]!]));
        },
        release: () => session.release(),
      };
    },
    tensor: models.tensor,
  };
}
