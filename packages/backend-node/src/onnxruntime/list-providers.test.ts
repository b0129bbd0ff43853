import { describe, expect, it } from 'vitest';
import { EXECUTION_PROVIDERS } from './execution-provider.ts';
import { listProviders, reportFromProcess } from './list-providers.ts';

const crashing = new URL('crashing-driver.test.helper.ts', import.meta.url);

describe('listProviders', () => {
  it('tells of every provider: what it does with float16, or why it is not available', async () => {
    const reports = await listProviders();
    expect(reports.map(({ name }) => name)).toEqual([...EXECUTION_PROVIDERS]);
    expect(reports[0]).toEqual({ name: 'cpu', available: true, float16: 'emulated' });
    for (const { name, available, reason, float16 } of reports) {
      if (available) expect(float16).toMatch(/^(native|emulated)$/);
      else
        expect(reason).toMatch(
          new RegExp(`^device 'onnxruntime': the provider '${name}' .+; the provider 'cpu' runs everywhere$`),
        );
    }
  });

  it('survives a driver that crashes, and says so', async () => {
    expect(await reportFromProcess('webgpu', crashing)).toEqual({
      name: 'webgpu',
      available: false,
      reason: "the provider 'webgpu' cannot be tried: the process that tries it died of SIGABRT",
    });
    expect((await reportFromProcess('cuda', crashing)).reason).toMatch(/ended with exit code 9$/);
  });
});
