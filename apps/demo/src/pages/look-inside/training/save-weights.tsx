import { TRAINED_HERE } from '../../../engine/model-table.ts';
import { getEngine } from '../engine-access.ts';
import { offeredModels } from '../state.ts';

/** Saves the weights that were trained here to a file, which `cv classify --weights` reads. */
export function SaveWeights() {
  if (!offeredModels.value.some(({ id }) => id === TRAINED_HERE)) return null;
  return (
    <button type="button" class="button" onClick={() => void save()}>
      Save the weights
    </button>
  );
}

async function save(): Promise<void> {
  const bytes = await (await getEngine()).trainedFile();
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'lenet5-trained-here.safetensors';
  link.click();
  URL.revokeObjectURL(url);
}
