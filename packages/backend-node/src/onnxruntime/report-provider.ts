import type { ExecutionProvider } from './execution-provider.ts';
import { loadOrt } from './load-ort.ts';
import { localSessions } from './local-sessions.ts';
import { openProvider } from './open-provider.ts';

/** What is known of an execution provider of this machine. */
export interface ProviderReport {
  readonly name: ExecutionProvider;
  readonly available: boolean;
  /** Why it is not available. */
  readonly reason?: string;
  /** Whether it multiplies in half precision, or in float32 between conversions; only where it is available. */
  readonly float16?: 'native' | 'emulated';
}

/** Tries an execution provider in this process. */
export async function reportProvider(name: ExecutionProvider): Promise<ProviderReport> {
  try {
    const { float16 = 'emulated' } = await openProvider(localSessions(await loadOrt()), { provider: name, threads: 1 });
    return { name, available: true, float16 };
  } catch (error) {
    return { name, available: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
