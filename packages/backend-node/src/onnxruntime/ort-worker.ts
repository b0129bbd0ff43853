import { parentPort, workerData } from 'node:worker_threads';
import { serveSessions } from '@cv/onnx/remote';
import { loadOrt } from './load-ort.ts';
import { localSessions } from './local-sessions.ts';
import { nativeCall } from './native-calls.ts';

// The program of the worker thread: onnxruntime-node for the main thread's `openWorkerSessions`.

const port = parentPort!;

const serve = serveSessions(
  { post: (message, transfer) => port.postMessage(message, transfer), close: () => port.close() },
  {
    load: async () => {
      const sessions = localSessions(await loadOrt());
      return { sessions, loaded: { version: sessions.version, providers: sessions.providers } };
    },
    calling: (call) => nativeCall(workerData as Int32Array, call),
  },
);
port.on('message', serve);
