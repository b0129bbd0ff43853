import '@cv/tensor';
import { expect, test } from 'vitest';

test('importing the zoo leaves nothing on globalThis and makes no tensor', async () => {
  const { numTensors } = await import('@cv/tensor');
  const [globals, tensors] = [Reflect.ownKeys(globalThis), numTensors()];
  await import('./index.ts');
  expect(Reflect.ownKeys(globalThis)).toEqual(globals);
  expect(numTensors()).toBe(tensors);
});
