import { findWeights } from '@cv/zoo';
import { fetchWeights, weightsName } from './fetch-weights.ts';

/** Fetches weights of the catalogue into the cache and prints where they lie. */
export async function downloadWeights(
  name: string,
  { tag, json }: { readonly tag: string | undefined; readonly json: boolean },
): Promise<void> {
  const found = findWeights(name, tag);
  const path = await fetchWeights(found);
  const { licence } = found.weights;
  if (json) console.log(JSON.stringify({ weights: weightsName(found), path, licence }, null, 2));
  else console.log(`${weightsName(found)}: ${path}\nlicence: ${licence ?? 'not stated by the publisher'}`);
}
