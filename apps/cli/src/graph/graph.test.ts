import { describe, expect, it } from 'vitest';
import { cv, ONE_THREAD } from '../testing/run-cv.ts';

const THREADS = ['--threads', ONE_THREAD.at(-1)!];

describe('cv graph', () => {
  it('counts the nodes of a forward pass', async () => {
    const { code, stdout, stderr } = await cv(['graph', 'resnet20', ...THREADS]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^resnet20, forward: \d+ nodes, [0-2] of them move activations between layouts\n\nOPERATOR/);
    expect(stdout).toMatch(/\nConv +19\n/);
  });

  it('counts what a training step moves between layouts: in at the pictures, around the shortcuts that pad, out at the classes', async () => {
    const { code, stdout } = await cv(['graph', 'resnet20', '--train', '--json', ...THREADS]);
    expect(code).toBe(0);
    const graph = JSON.parse(stdout) as { nodes: number; reorderings: number };
    expect(graph).toMatchObject({ model: 'resnet20', kind: 'training step' });
    expect(graph.nodes).toBeGreaterThan(500);
    expect(graph.reorderings).toBeLessThanOrEqual(16);
  });

  it('names the models where there is no such', async () => {
    const { code, stderr } = await cv(['graph', 'resnet21']);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/^error: .*resnet21/);
  });
});
