// What a backend builds on: `@cv/tensor/kernels`.
export { prepareBackend } from './composed/prepare-backend.ts';
export * from './kernels.ts';
