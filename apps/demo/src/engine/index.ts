export { openEngine } from './engine.ts';
export { drawnDigits, mnistFromFiles } from './training-data.ts';
