import { expect, it } from 'vitest';
import { trainingSteps } from '../suites/works.ts';
import { FakeMachine, fakeSource, type Log } from '../testing/fake-contestant.ts';
import { measureRestarted } from './measure-restarted.ts';

const work = trainingSteps.lenet5;
const onProgress = (): void => undefined;

it('starts a process for each turn and takes the time until its first result', async () => {
  const machine = new FakeMachine();
  const log: Log = [];
  const ours = fakeSource('ours', [300, 1], machine, { log });
  const measured = await measureRestarted(
    'coldStart',
    { work, ours, peers: [] },
    { machine, threads: 2, rounds: 2, onProgress },
  );
  expect(measured).toMatchObject({ unit: 'ms', ours: { rounds: [300, 300], summary: { median: 300 } } });
  expect(log.join()).toBe(Array(3).fill('open ours,run ours 0+1,close ours').join());
});

it('takes the most memory of some iterations, in MiB', async () => {
  const machine = new FakeMachine();
  const log: Log = [];
  const [ours, peer] = [150, 300].map((peakMemory, i) => fakeSource(`${i}`, [1], machine, { log, peakMemory }));
  const settings = { machine, threads: 2, onProgress };
  const measured = await measureRestarted('peakMemory', { work, ours: ours!, peers: [peer!] }, settings);
  expect(measured).toMatchObject({
    unit: 'MiB',
    ours: { rounds: [150, 150, 150] },
    peers: [{ rounds: [300, 300, 300] }],
  });
  expect(log).toContain('run 0 0+3');
});

it('counts a disturbed round for memory, not for time', async () => {
  const rounds = async (measure: 'coldStart' | 'peakMemory'): Promise<number> => {
    const machine = new FakeMachine();
    machine.busyOthers = 0.5;
    const settings = { machine, threads: 2, rounds: 1, onProgress };
    const match = { work, ours: fakeSource('ours', [100], machine), peers: [] };
    return (await measureRestarted(measure, match, settings)).disturbedRounds;
  };
  expect(await rounds('peakMemory')).toBe(0);
  expect(await rounds('coldStart')).toBe(3);
});

it('says so where the platform does not tell', async () => {
  const machine = new FakeMachine();
  const ours = fakeSource('ours', [1], machine, { peakMemory: null });
  const settings = { machine, threads: 2, onProgress };
  await expect(measureRestarted('peakMemory', { work, ours, peers: [] }, settings)).rejects.toThrow(
    /platform does not tell/,
  );
});
