import { createPicture, type Picture } from '@cv/image';
import { effect } from '@preact/signals';
import { mnistRaster, plainRaster } from '../../drawing/mnist-raster.ts';
import type { Raster } from '../../drawing/rasterize.ts';
import { latest } from '../../engine/latest.ts';
import { keepForOffline } from '../../frame/keep-for-offline.ts';
import { engineStatus, getEngine, recovered } from './engine-access.ts';
import { sentence } from './sentence.ts';
import { answer, centred, modelId, type PadContent, pad, problem, weights } from './state.ts';

interface Request {
  readonly content: PadContent;
  readonly centred: boolean;
  readonly modelId: string;
  /** A device that was lost answers again. */
  readonly recovered: number;
}

/** Which weights {@link weights} holds: a model's id and how often it was trained since. */
let shownWeights = '';
let trained = 0;

const ask = latest<Request>(async (request) => {
  const picture = pictureOf(request.content, request.centred);
  if (picture === undefined) {
    answer.value = null;
    return;
  }
  try {
    const engine = await getEngine();
    const next = await engine.answer(request.modelId, picture);
    const key = `${request.modelId} ${trained}`;
    if (shownWeights !== key) {
      weights.value = await engine.weights(request.modelId);
      shownWeights = key;
      void keepForOffline(engine.deviceFiles); // its weights have been fetched
    }
    answer.value = next;
    performance.mark('answered'); // for whoever measures, see scripts/measure.js
    problem.value = null;
  } catch (error) {
    if (engineStatus.value !== 'lost') problem.value = sentence(error);
  }
});

/** Keeps the answer that of the newest drawing, model and weights. @returns ends it */
export function keepAnswering(): () => void {
  return effect(() => {
    ask({ content: pad.value, centred: centred.value, modelId: modelId.value, recovered: recovered.value });
  });
}

/** Asks again: the device or the weights are others now. */
export function answerAgain({ retrained = false }: { readonly retrained?: boolean } = {}): void {
  if (retrained) trained++;
  ask({ content: pad.peek(), centred: centred.peek(), modelId: modelId.peek(), recovered: recovered.peek() });
}

/** What is on the pad as a picture: light ink on a dark ground; undefined when there is nothing. */
export function pictureOf({ picture, drawing }: PadContent, isCentred: boolean): Picture | undefined {
  if (picture !== null) return picture;
  const raster = isCentred ? mnistRaster(drawing) : plainRaster(drawing);
  return raster && toPicture(raster);
}

function toPicture({ data, width, height }: Raster): Picture {
  return createPicture({ data: Uint8Array.from(data, (ink) => Math.round(ink * 255)), width, height, channels: 1 });
}
