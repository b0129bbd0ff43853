import { compile, openDevice } from '@cv/backend-node';
import { Rng } from '@cv/tensor/rng';
import { sgd, trainingStep } from '@cv/transfer';
import type { ModelEntry } from '@cv/zoo';
import { modelEntry } from '../model-entry.ts';
import { formatCount } from '../terminal/numbers.ts';
import { textTable } from '../terminal/text-table.ts';

/** What the command line says. */
export interface GraphOptions {
  readonly train?: boolean;
  readonly batchSize: number;
  readonly threads?: number;
  readonly json?: boolean;
}

interface Graph {
  readonly model: string;
  readonly kind: 'forward' | 'training step';
  readonly nodes: number;
  /** Nodes that only move activations from one memory layout to another. */
  readonly reorderings: number;
  /** Nodes by operator; not known of a training step. */
  readonly operators?: Readonly<Record<string, number>>;
}

/** Prints what the graph of a model consists of; its weights are drawn, since only their shapes matter. */
export async function showGraph(name: string, options: GraphOptions): Promise<void> {
  const entry = modelEntry(name);
  const graph = options.train === true ? await trainingGraph(entry, options) : await forwardGraph(entry, options);
  console.log(options.json === true ? JSON.stringify(graph, null, 2) : graphText(graph));
}

async function forwardGraph(entry: ModelEntry, { threads }: GraphOptions): Promise<Graph> {
  await openDevice('cpu');
  const model = await entry.create({ rng: new Rng(0) });
  const compiled = await compile(model, {
    inputShape: [1, ...entry.inputShape],
    ...(threads !== undefined && { threads }),
  });
  const { operators, inputTransposes, activationTransposes } = compiled.description;
  await compiled.dispose();
  const nodes = Object.values(operators).reduce((sum, count) => sum + count, 0);
  return { model: entry.id, kind: 'forward', nodes, reorderings: inputTransposes + activationTransposes, operators };
}

async function trainingGraph(entry: ModelEntry, { batchSize, threads }: GraphOptions): Promise<Graph> {
  const device = await openDevice('onnxruntime', threads === undefined ? {} : { threads });
  const model = await entry.create({ rng: new Rng(0) });
  const shape = [batchSize, ...entry.inputShape] as const;
  const images = new Rng(1).fillNormal(new Float32Array(shape.reduce((product, size) => product * size, 1)));
  const labels = Int32Array.from({ length: batchSize }, (_, i) => i % entry.labels.length);
  const optimizer = sgd({ momentum: 0.9 })(model.namedParameters());
  // The first step draws the weights; the second is one like all that follow.
  for (let step = 0; step < 2; step++) {
    await trainingStep({ images, shape, labels }, { model, optimizer, learningRate: 0, rng: new Rng(2) });
  }
  const { lastNodes = 0, lastReorderings = 0 } = device.statistics?.() ?? {};
  return { model: entry.id, kind: 'training step', nodes: lastNodes, reorderings: lastReorderings };
}

function graphText({ model, kind, nodes, reorderings, operators = {} }: Graph): string {
  const rows = Object.entries(operators)
    .sort(([a, n], [b, m]) => m - n || a.localeCompare(b))
    .map(([operator, count]) => [operator, formatCount(count)]);
  const head = `${model}, ${kind}: ${formatCount(nodes)} nodes, ${formatCount(reorderings)} of them move activations between layouts`;
  return rows.length === 0 ? head : `${head}\n\n${textTable([['OPERATOR', 'NODES'], ...rows], ['left', 'right'])}`;
}
