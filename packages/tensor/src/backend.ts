// For packages that open devices: `@cv/tensor/backend`.
export { prepareBackend } from './composed/prepare-backend.ts';
export { ensureRegistered } from './device/ensure-registered.ts';
