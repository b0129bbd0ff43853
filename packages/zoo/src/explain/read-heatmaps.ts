import { read, type Tensor } from '@cv/tensor';
import { type ClassChoice, explainedClasses } from './explained-class.ts';
import { type ClassHeatmap, type Normalisation, normalised } from './heatmap.ts';
import { rowsOf } from './rows-of.ts';

/**
 * Reads a map for each picture, `[N, height, width]`, with the logits `[N, classes]` that belong to it, in one run.
 */
export async function readHeatmaps(
  { maps, logits }: { readonly maps: Tensor; readonly logits: Tensor },
  { choice, rule }: { readonly choice: ClassChoice; readonly rule: Normalisation },
): Promise<ClassHeatmap[]> {
  const [count, height, width] = maps.shape as [number, number, number];
  const [values, scores] = await Promise.all([read(maps), read(logits)]);
  const rows = rowsOf(scores, count);
  const classes = explainedClasses(rows, choice);
  return rowsOf(values, count).map((map, i) => ({
    ...normalised(map, rule),
    height,
    width,
    logits: rows[i]!,
    classIndex: classes[i]!,
  }));
}
