import { type GraphRunner, probeProducts } from '@cv/onnx';
import { UnsupportedError } from '@cv/tensor/errors';
import { type ExecutionProvider, PROVIDER_NEEDS } from './execution-provider.ts';
import { type OrtRunnerOptions, ortRunner } from './ort-runner.ts';
import type { OrtSessions } from './ort-sessions.ts';

const PROBE = { threads: 1, lacking: 'refused' } as const;

/** The runtime's words without its source position, in one line. */
function said(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/^.* was false\. /s, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function refused(provider: ExecutionProvider, why: string, cause?: unknown): UnsupportedError {
  return new UnsupportedError(
    `device 'onnxruntime': the provider '${provider}' ${why}; the provider 'cpu' runs everywhere`,
    { provider, platform: process.platform, arch: process.arch },
    { cause },
  );
}

async function requireProvider(sessions: OrtSessions, provider: Exclude<ExecutionProvider, 'cpu'>): Promise<void> {
  const { where, needs } = PROVIDER_NEEDS[provider];
  if (!sessions.providers.includes(provider)) {
    const here = `${process.platform} ${process.arch}`;
    throw refused(provider, `is not part of onnxruntime-node ${sessions.version} on ${here}, only on ${where}`);
  }
  try {
    await probeProducts(ortRunner(sessions, { ...PROBE, provider }));
  } catch (cause) {
    throw refused(provider, `does not work here (${said(cause)}): it needs ${needs}`, cause);
  }
}

/** Whether the provider multiplies in half precision. The CPU does so on few processors and only for some operations: taken as emulated. */
async function probeFloat16(
  sessions: OrtSessions,
  provider: ExecutionProvider,
): Promise<NonNullable<GraphRunner['float16']>> {
  if (provider === 'cpu') return 'emulated';
  try {
    await probeProducts(ortRunner(sessions, { ...PROBE, provider }), 'float16');
    return 'native';
  } catch {
    return 'emulated';
  }
}

/**
 * A runner of an execution provider that has been seen to compute: a tiny graph has run on it, with nothing left to the CPU.
 *
 * @throws UnsupportedError where the provider is missing or does not work, saying why and what it needs
 */
export async function openProvider(
  sessions: OrtSessions,
  options: Omit<OrtRunnerOptions, 'lacking' | 'float16'>,
): Promise<GraphRunner> {
  const { provider } = options;
  if (provider !== 'cpu') await requireProvider(sessions, provider);
  return ortRunner(sessions, { ...options, float16: await probeFloat16(sessions, provider) });
}
