import { createPicture, type Picture } from '@cv/image';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { filePicture } from './file-picture.ts';
import { type AnyImageOperation, FAMILIES } from './image-operation.ts';
import { inputOf } from './operation-input.ts';
import { operations } from './operations.ts';

/** The options as the command line gives them when nothing is said. */
async function defaultsOf({ options }: AnyImageOperation): Promise<Record<string, unknown>> {
  const command = new Command();
  const pairs = Object.entries(options).map(async ([name, { toOption, load }]) => {
    const option = toOption(name.toLowerCase());
    command.addOption(option);
    const value: unknown = option.defaultValue;
    return [name, load === undefined ? value : await load(value)] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}

const ramp = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 37) % 256);
const pictures: Readonly<Record<string, Picture>> = {
  'colour with alpha': createPicture({ data: ramp(12 * 9 * 4), width: 12, height: 9, channels: 4 }),
  'one pixel': createPicture({ data: Uint8Array.of(7), width: 1, height: 1, channels: 1 }),
  'one row of 16 bits': createPicture({
    data: Uint16Array.from(ramp(9), (v) => v * 257),
    width: 9,
    height: 1,
    channels: 1,
  }),
  'one value': createPicture({ data: new Uint8Array(48).fill(200), width: 4, height: 4, channels: 3 }),
};

it('has names that can be typed, each once, in known families', () => {
  const names = operations.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, family, description } of operations) {
    expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(FAMILIES).toContain(family);
    expect(description).toMatch(/^[A-Z].*\.$/);
  }
});

describe.each(operations.map((operation) => [operation.name, operation] as const))('%s', (_, operation) => {
  it.each(Object.entries(pictures))('takes %s with its defaults and leaves it as it was', async (__, picture) => {
    const before = picture.data.slice();
    const input = inputOf(picture, operation.input);
    const result = operation.run(input, await defaultsOf(operation), { stages: true });
    expect(picture.data).toEqual(before);
    expect(result.picture ?? result.numbers).toBeDefined();
    for (const made of [result.picture, ...Object.values(result.stages ?? {})]) {
      if (made !== undefined && made.colorSpace !== 'lab') expect(filePicture(made, 'x.png').data).toBeDefined();
    }
    if (result.numbers !== undefined) expect(JSON.parse(JSON.stringify(result.numbers))).toEqual(result.numbers);
  });
});
