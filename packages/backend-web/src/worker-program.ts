import { programSessions, serveSessions } from '@cv/onnx/remote';
import { cpu } from './devices/cpu.ts';
import { webgl } from './devices/webgl.ts';
import { webgpu } from './devices/webgpu.ts';
import { loadOrt } from './onnxruntime/load-ort.ts';
import { describeOrt, ortSessions } from './onnxruntime/ort-sessions.ts';
import { replaySessions } from './remote/replay-sessions.ts';
import type { WorkerLoaded, WorkerSettings } from './remote/worker-settings.ts';

// The program of the worker: a device for the page's `openDevice(name, { worker: true })`.

/** tfjs's own; `wasm` is ONNX Runtime. */
const tfjs = { webgpu, webgl, cpu };

// The compiler knows this file as a page's.
const scope = self as unknown as {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  close(): void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
};

const serve = serveSessions(
  { post: (message, transfer) => scope.postMessage(message, [...transfer]), close: () => scope.close() },
  {
    async load(settings) {
      // Only this package posts to its worker.
      const { name, threads } = settings as WorkerSettings;
      const loaded = (description: string): WorkerLoaded => ({ description });
      if (name === 'wasm') {
        const ort = await loadOrt(threads);
        return { sessions: programSessions(ortSessions(ort)), loaded: loaded(describeOrt(ort)) };
      }
      const device = await tfjs[name].open({ threads, onLost: (news) => scope.postMessage({ news }) });
      const sessions = replaySessions(() => device.activate());
      return { sessions, loaded: loaded(device.description) };
    },
  },
);
scope.onmessage = ({ data }) => serve(data);
