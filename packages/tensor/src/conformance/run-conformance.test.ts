import { engine, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDevice } from '../device/create-device.ts';
import type { Device } from '../device/device.ts';
import { useCpu } from '../testing/cpu.ts';
import { stubBackend } from '../testing/stub-backend.ts';
import type { Gap } from './conformance-report.ts';
import { runConformance } from './run-conformance.ts';

beforeAll(useCpu);
afterEach(useCpu);

type Replaced = Readonly<Record<string, (original: KernelFunc) => KernelFunc>>;

/** A device like tfjs cpu but for some kernels. */
function deviceWith(replaced: Replaced, without: readonly string[] = []): Device {
  const backendName = stubBackend({ replaced, without });
  return createDevice({ name: 'broken', backendName, description: 'for tests' });
}

/** The checks that fail on a device, for one op. */
async function failing(device: Device, op: string, part = ''): Promise<string[]> {
  const { failures } = await runConformance(device, {
    filter: (name, title) => name === op && title.includes(part),
  });
  return [...new Set(failures.map(({ check }) => check))].sort();
}

const output = (result: TensorInfo | TensorInfo[]): TensorInfo => result as TensorInfo;
const values = ({ dataId }: TensorInfo): Float32Array => engine().backend.readSync(dataId) as Float32Array;

describe('runConformance', () => {
  it('finds a wrong number', async () => {
    const slightly: Replaced = {
      Exp: (exp) => (call) => {
        const y = output(exp(call));
        values(y).forEach((value, i, all) => {
          all[i] = value * 1.0001;
        });
        return y;
      },
    };
    expect(await failing(deviceWith(slightly), 'exp')).toEqual(['gradient', 'value']);
  });

  it('finds NaN that got lost', async () => {
    const lost: Replaced = {
      Relu: (relu) => (call) => {
        const y = output(relu(call));
        values(y).forEach((value, i, all) => {
          all[i] = Number.isNaN(value) ? 0 : value;
        });
        return y;
      },
    };
    expect(await failing(deviceWith(lost), 'relu', 'NaN')).toEqual(['value']);
    expect(await failing(deviceWith(lost), 'relu', 'scalar')).toEqual([]);
  });

  it('finds a wrong shape, told or held', async () => {
    const told: Replaced = { Tanh: (tanh) => (call) => ({ ...output(tanh(call)), shape: [15] }) };
    expect(await failing(deviceWith(told), 'tanh', '')).toEqual(expect.arrayContaining(['shape']));
    // Says [3, 5] and hands its values on as if they were [5, 3].
    const held: Replaced = {
      Transpose: (transpose) => (call) => {
        const x = call.inputs.x as TensorInfo;
        return transpose({ ...call, inputs: { x: { ...x, shape: [...x.shape].reverse() } } });
      },
    };
    expect(await failing(deviceWith(held), 'tanh')).toEqual(['shape']);
  });

  it('finds inputs that were changed', async () => {
    const inPlace: Replaced = {
      Neg: (neg) => (call) => {
        const y = output(neg(call));
        const x = values(call.inputs.x as TensorInfo);
        x.set(values(y));
        return y;
      },
    };
    expect(await failing(deviceWith(inPlace), 'neg')).toContain('inputs unchanged');
  });

  it('finds values that are left behind, also where no tensor is', async () => {
    const leaking: Replaced = {
      Abs: (abs) => (call) => {
        engine().backend.write(new Float32Array(1), [1], 'float32');
        return abs(call);
      },
    };
    expect(await failing(deviceWith(leaking), 'abs')).toEqual(['memory', 'memory after a throw']);
  });

  it('finds a missing kernel, a missing gradient and a wrong state of an optimiser', async () => {
    expect(await failing(deviceWith({}, ['Erf']), 'erf')).toContain('value');
    expect(await failing(deviceWith({}, ['Step']), 'relu')).toContain('gradient');
    const square: Replaced = {
      Square:
        () =>
        ({ inputs }) =>
          inputs.x as TensorInfo,
    };
    expect(await failing(deviceWith(square), 'adamWUpdate')).toContain('value');
  });

  it('passes with the gap listed, and fails when the gap covers what passes or nothing', async () => {
    const gap: Gap = { op: 'erf', checks: ['value', 'gradient'], reason: 'no Erf' };
    const run = (...gaps: Gap[]) =>
      runConformance(deviceWith({}, ['Erf']), { gaps, filter: (op, name) => op === 'erf' && name === 'erf' });
    expect(await run(gap)).toMatchObject({ device: 'broken', failures: [], staleGaps: [] });
    const tooMuch: Gap = { ...gap, checks: [...gap.checks, 'memory'] };
    expect((await run(tooMuch)).staleGaps).toEqual([tooMuch]);
    const nothing: Gap = { op: 'err', checks: ['value'], reason: 'misspelt' };
    expect((await run(gap, nothing)).staleGaps).toEqual([nothing]);
    const elsewhere: Gap = { op: 'erf', checks: ['value'], name: 'of nothing', reason: 'a case that was left out' };
    expect((await run(gap, elsewhere)).staleGaps).toEqual([]);
    expect((await run()).failures.map(({ check }) => check)).toEqual(['value', 'gradient']);
  });
});
