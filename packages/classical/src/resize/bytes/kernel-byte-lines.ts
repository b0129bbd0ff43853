import type { ByteJob, ByteLines } from './byte-lines.ts';
export const resizeKernel = (): object | undefined => undefined;
export class KernelByteLines implements ByteLines {
  constructor(_k: object, _job: ByteJob) {}
  across(): void {}
  down(): void {}
}
