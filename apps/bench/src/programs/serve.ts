import { createInterface } from 'node:readline';
import type { Turn, TurnLength } from '../contestants/contestant.ts';
import type { Request, Response } from '../contestants/messages.ts';
import type { Program, ProgramOpener } from './program.ts';

/** CPU time of this process so far, in ms. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function takeTurn(program: Program, first: number, { iterations, settle }: TurnLength): Promise<Turn> {
  const cpuStart = cpuTime();
  const times: number[] = [];
  const runtimeTimes: number[] = [];
  let loss: number | undefined;
  for (let i = 0; i < settle + iterations; i++) {
    const start = performance.now();
    const report = await program.iterate(first + i);
    const time = performance.now() - start;
    loss = report.loss;
    if (i < settle) continue;
    times.push(time);
    if (report.runtimeMs !== undefined) runtimeTimes.push(report.runtimeMs);
  }
  return {
    times,
    ...(runtimeTimes.length > 0 && { runtimeTimes }),
    cpuStart,
    cpuEnd: cpuTime(),
    peakMemory: process.resourceUsage().maxRSS / 1024,
    ...(loss !== undefined && { loss }),
  };
}

/**
 * Answers requests on stdin until it ends.
 *
 * @param open opens the program that does the work
 */
export async function serve(open: ProgramOpener): Promise<void> {
  let program: Program | undefined;
  let iterations = 0;
  const answer = async (request: Request): Promise<unknown> => {
    if (request.op === 'open') {
      program = await open(request);
      return { version: program.version, parameters: program.parameters };
    }
    if (request.op === 'run') {
      const turn = await takeTurn(program!, iterations, request);
      iterations += request.iterations + request.settle;
      return turn;
    }
    await program?.dispose();
    return null;
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const response = await answer(JSON.parse(line) as Request).then(
      (ok) => ({ ok }) as Response,
      (error: unknown): Response => ({ error: error instanceof Error ? error.message : String(error) }),
    );
    process.stdout.write(`${JSON.stringify(response)}\n`);
  }
}
