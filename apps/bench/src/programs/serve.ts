import { createInterface } from 'node:readline';
import type { Turn, TurnLength } from '../contestants/contestant.ts';
import type { Request, Response } from '../contestants/messages.ts';
import type { Program, ProgramOpener } from './program.ts';
import { timeIterations } from './time-iterations.ts';

/** CPU time of this process so far, in ms. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function takeTurn(program: Program, first: number, length: TurnLength): Promise<Turn> {
  const cpuStart = cpuTime();
  const times = await timeIterations(program, first, length);
  return { ...times, cpuStart, cpuEnd: cpuTime(), peakMemory: process.resourceUsage().maxRSS / 1024 };
}

/** What answers a request; what it throws is the answer, too. */
export type Answerer = (request: Request) => Promise<unknown>;

/** Answers requests on stdin until it ends. */
export async function serveRequests(answer: Answerer): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const response = await answer(JSON.parse(line) as Request).then(
      (ok) => ({ ok }) as Response,
      (error: unknown): Response => ({ error: error instanceof Error ? error.message : String(error) }),
    );
    process.stdout.write(`${JSON.stringify(response)}\n`);
  }
}

/**
 * Does the work in this process, as asked on stdin until it ends.
 *
 * @param open opens the program that does the work
 */
export async function serve(open: ProgramOpener): Promise<void> {
  let program: Program | undefined;
  let iterations = 0;
  await serveRequests(async (request) => {
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
  });
}
