export { programSessions } from './program-sessions.ts';
export type { RemoteAnswer, RemoteRequest } from './remote-protocol.ts';
export { RemoteSessions } from './remote-sessions.ts';
export type { RemoteWorker, WorkerListener } from './remote-worker.ts';
export { type ServedPort, type ServedRuntime, serveSessions } from './serve-sessions.ts';
export { WorkerError } from './worker-error.ts';
