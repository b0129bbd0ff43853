import { expect, it } from 'vitest';
import { FakeMachine } from '../testing/fake-contestant.ts';
import { interleave } from './interleave.ts';

const machine = new FakeMachine();

/** Turns that note their order; `busy` says what others do in each round. */
function players(names: string, busy: readonly number[] = []) {
  const order: string[] = [];
  const turns = names.split('').map((name, player) => {
    let round = 0;
    return async () => {
      order.push(name);
      const othersBusy = player === 0 ? (busy[round] ?? 0) : 0;
      return { name, round: round++, othersBusy };
    };
  });
  return { order, turns };
}

it('has everybody take a turn in each round, in rotating order, and sorts the results by contestant', async () => {
  const { order, turns } = players('abc');
  const { rounds } = await interleave(turns, { machine, rounds: 4 });
  expect(order.join('')).toBe('abc bca cab abc'.replaceAll(' ', ''));
  expect(rounds.map((round) => round.map(({ name }) => name).join(''))).toEqual(['abc', 'abc', 'abc', 'abc']);
});

it('waits before each turn', async () => {
  const before = machine.slept;
  await interleave(players('ab').turns, { machine, rounds: 3, pauseMs: 10 });
  expect(machine.slept - before).toBe(60);
});

it('makes up for rounds in which others used the machine', async () => {
  const counted: [number, number][] = [];
  const { turns } = players('ab', [0.5, 0, 0.2, 0, 0.1]);
  const onRound = (done: number, disturbed: number) => void counted.push([done, disturbed]);
  const result = await interleave(turns, { machine, rounds: 3, mostOthersBusy: 0.15, onRound });
  expect(result.rounds.map(([first]) => first!.round)).toEqual([1, 3, 4]);
  expect(result).toMatchObject({ disturbedRounds: 2, disturbed: false });
  expect(counted.at(-1)).toEqual([3, 2]);
});

it('gives up on a machine that is never left alone, and says so', async () => {
  const { turns } = players('ab', Array<number>(99).fill(1));
  const result = await interleave(turns, { machine, rounds: 2 });
  expect(result).toMatchObject({ disturbedRounds: 6, disturbed: true });
  expect(result.rounds).toHaveLength(6);
});

it('has nothing to do without contestants', async () => {
  expect((await interleave([], { machine, rounds: 2 })).rounds).toEqual([]);
});
