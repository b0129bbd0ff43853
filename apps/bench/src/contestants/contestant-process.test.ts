import { expect, it } from 'vitest';
import { ContestantProcess } from './contestant-process.ts';

/** A process that runs `code` for each line it is sent. */
function node(code: string, threads = 1): ContestantProcess {
  const script = `require('readline').createInterface({ input: process.stdin }).on('line', (line) => { ${code} });`;
  return new ContestantProcess({ name: 'peer', command: process.execPath, args: ['-e', script] }, threads);
}
const request = { op: 'close' } as const;

it('answers one request after the other, past the chatter of its libraries', async () => {
  const peer = node(
    `console.log('loading {...}'); console.log('{no json'); console.log(JSON.stringify({ ok: JSON.parse(line) }));`,
  );
  expect(await peer.request(request)).toEqual(request);
  expect(await peer.request({ op: 'run', iterations: 1, settle: 0 })).toMatchObject({ iterations: 1 });
  await peer.end();
});

it('tells its libraries the number of threads', async () => {
  const peer = node('console.log(JSON.stringify({ ok: process.env.OMP_NUM_THREADS }));', 3);
  expect(await peer.request(request)).toBe('3');
  await peer.end();
});

it('passes on what the process says is wrong, and goes on', async () => {
  const peer = node(`console.log(JSON.stringify({ error: 'no torch' }));`);
  await expect(peer.request(request)).rejects.toThrow(/^peer: no torch$/);
  await expect(peer.request(request)).rejects.toThrow(/^peer: no torch$/);
  await peer.end();
});

it('tells how a process died, with its last words, then and later', async () => {
  const peer = node(`console.error('first'); console.error('out of memory'); process.exit(3);`);
  await expect(peer.request(request)).rejects.toThrow(/^peer: its process ended with code 3: out of memory$/);
  await expect(peer.request(request)).rejects.toThrow(/code 3/);
  await peer.end();
});

it('says in one line that a program is not there, and what would help', async () => {
  const peer = new ContestantProcess({ name: 'peer', command: '/nowhere/python', args: [], hint: 'install it' }, 1);
  await expect(peer.request(request)).rejects.toThrow(
    /^peer: does not start: spawn \/nowhere\/python ENOENT; install it$/,
  );
  await peer.end();
});
