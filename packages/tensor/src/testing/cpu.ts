import '@tensorflow/tfjs-backend-cpu';
import { env, ready, setBackend } from '@tensorflow/tfjs-core';

/** Makes tfjs cpu, the oracle device of the unit tests, the active backend. */
export async function useCpu(): Promise<void> {
  env().set('PROD', true);
  await setBackend('cpu');
  await ready();
}
