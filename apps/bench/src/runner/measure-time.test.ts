import { expect, it } from 'vitest';
import { trainingSteps } from '../suites/works.ts';
import { FakeMachine, type FakeOptions, fakeSource, type Log } from '../testing/fake-contestant.ts';
import { measureTime } from './measure-time.ts';

const work = trainingSteps.lenet5;
const onProgress = (): void => undefined;

function match(ours: FakeOptions, ...peers: FakeOptions[]) {
  const machine = new FakeMachine();
  const log: Log = [];
  return {
    log,
    settings: { machine, threads: 2, rounds: 4, onProgress },
    match: {
      work,
      // 9 s to compile, then 100, 110, 90, ... ms.
      ours: fakeSource('ours', [9000, 100, 110, 90], machine, { log, ...ours }),
      peers: peers.map((options, i) => fakeSource(`peer${i}`, [200], machine, { log, ...options })),
    },
  };
}

it('measures warm iterations in turns, one contestant at a time', async () => {
  const machine = new FakeMachine();
  const log: Log = [];
  const ours = fakeSource('ours', [900, ...Array<number>(50).fill(100)], machine, { log, loss: 2.3 });
  const peer = fakeSource('peer', [200], machine, { log });
  const settings = { machine, threads: 2, rounds: 4, onProgress };
  const measured = await measureTime({ work, ours, peers: [peer] }, settings);
  expect(measured).toMatchObject({ unit: 'ms', leftOut: [], disturbedRounds: 0, disturbed: false });
  // 250 ms are 3 iterations of 100 ms (2.5, rounded) and one of 200 ms; the first ones are not among them.
  expect(measured.ours).toMatchObject({ version: 'ours 1.0', rounds: [100, 100, 100, 100] });
  expect(measured.ours!.loss).toEqual({ first: 2.3, last: 2.3 });
  expect(measured.ours!.summary).toMatchObject({ count: 12, median: 100, max: 100 });
  expect(measured.peers[0]!.summary).toMatchObject({ count: 4, median: 200 });
  expect(log.join(', ')).toBe(
    [
      'open ours, run ours 0+1, run ours 0+1, open peer, run peer 0+1, run peer 1+3',
      'run ours 1+3, run peer 1+1, run peer 1+1, run ours 1+3',
      'run ours 1+3, run peer 1+1, run peer 1+1, run ours 1+3',
      'close ours, close peer',
    ].join(', '),
  );
});

it('leaves out a peer that cannot be had, with its reason', async () => {
  const { match: who, settings } = match({}, { missing: 'no Python here' }, {});
  const { ours, peers, leftOut } = await measureTime(who, settings);
  expect(ours).toBeDefined();
  expect(peers.map(({ name }) => name)).toEqual(['peer1']);
  expect(leftOut).toEqual([{ name: 'peer0', reason: 'peer0: no Python here' }]);
});

it('leaves out a peer with another network, and one that fails while it warms up, and closes them', async () => {
  const { match: who, settings, log } = match({}, { parameters: 8 }, { failsAt: 1 });
  const { peers, leftOut } = await measureTime(who, settings);
  expect(peers).toEqual([]);
  expect(leftOut).toEqual([
    { name: 'peer0', reason: 'peer0: its network has 8 parameters, that of ours 7' },
    { name: 'peer1', reason: 'peer1: broke' },
  ]);
  expect(log.filter((line) => line.startsWith('close'))).toEqual(['close peer0', 'close peer1', 'close ours']);
});

it('measures nobody when we cannot do the work', async () => {
  const { match: who, settings, log } = match({ missing: 'no such model' }, {});
  const measured = await measureTime(who, settings);
  expect(measured).toMatchObject({ ours: undefined, peers: [], leftOut: [{ reason: 'ours: no such model' }] });
  expect(log).toEqual(['open ours']);
});

it('closes everybody when one fails in the middle', async () => {
  const { match: who, settings, log } = match({}, { failsAt: 3 });
  await expect(measureTime(who, settings)).rejects.toThrow(/peer0: broke/);
  expect(log.slice(-2).sort()).toEqual(['close ours', 'close peer0']);
});
