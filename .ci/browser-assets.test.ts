import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { CHROMIUM, CHROMIUM_FLAGS, NO_CHROMIUM } from './chromium.ts';
import { installTarballs } from './install-tarballs.ts';
import { packedWorkspace } from './packed-workspace.ts';
import { EXAMPLES, promisedOutput } from './readme-examples.ts';
import { CommandError, runCommand } from './run-command.ts';
import { INSECURE_HOST, WAYS, WebProject } from './web-project.ts';

const packed = packedWorkspace();
const folder = join(packed.folder, 'web-project');
let unreachable: string | undefined;
beforeAll(async () => {
  const names = ['backend-web', 'zoo', 'layers', 'data', 'classical', 'onnx', 'tensor', 'image'].map(
    (name) => `@cv/${name}`,
  );
  const packages = packed.all().filter(({ name }) => names.includes(name));
  unreachable = await installTarballs(folder, packages);
  if (unreachable !== undefined) console.warn(`skipped: ${unreachable}`);
});
const needsInstall = ({ skip }: TestContext): void => skip(unreachable !== undefined, unreachable);

describe.skipIf(CHROMIUM === undefined)('a page of ten lines, at a sub-path', () => {
  let browser: Browser;
  let project: WebProject;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM!,
      args: [...CHROMIUM_FLAGS, `--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`],
    });
    project = new WebProject(folder);
  });
  afterAll(() => browser?.close());

  /** What the page shows, and all that goes wrong in it. */
  async function visit(url: string, printed: string[] = []): Promise<{ text: string; problems: string[] }> {
    const context = await browser.newContext();
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(`${message.text()} (${message.location().url})`);
      printed.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    context.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
    await page.goto(url);
    const shown = page.locator('output:not(:empty)');
    const text = await shown.textContent({ timeout: 30_000 }).catch(() => 'nothing');
    await context.close();
    return { text: text!, problems };
  }

  // The one with a camera and a page of its own runs in the package's own tests.
  const inPages = EXAMPLES.filter(({ runsIn, code }) => runsIn === 'browser' && !code.includes('openCamera'));
  it.for(inPages.map((example) => [example.title, example] as const))(
    'example of %s runs and prints what it says',
    async ([, example], context) => {
      needsInstall(context);
      const path = project.writeExample(example);
      const { url, close } = await project.serve("Vite's development server", true);
      const printed: string[] = [];
      try {
        expect(await visit(new URL(path, url).href, printed)).toEqual({ text: 'done', problems: [] });
      } finally {
        await close();
      }
      for (const promised of promisedOutput(example.code)) expect(printed.join('\n')).toMatch(promised);
    },
  );

  describe.each(WAYS)('made with %s', (way) => {
    beforeAll(async () => {
      if (unreachable === undefined) await project.build(way);
    });

    it.for([
      [true, 2],
      [false, 1],
    ] as const)('computes and loads weights, isolated: %s', async ([isolated, threads], context) => {
      needsInstall(context);
      const { url, close } = await project.serve(way, isolated);
      try {
        const sessions = new RegExp(`^5 10 onnxruntime-web .*\\b${threads} threads?$`);
        expect.soft(await visit(`${url}?device=wasm`)).toEqual({ text: expect.stringMatching(sessions), problems: [] });
        const inWorker = new RegExp(`^5 10 onnxruntime-web .*\\b${threads} threads?, in a worker$`);
        const working = await visit(`${url}?device=wasm&worker`);
        expect.soft(working).toEqual({ text: expect.stringMatching(inWorker), problems: [] });
        if (isolated) return;
        const insecure = new URL(url);
        insecure.hostname = INSECURE_HOST;
        expect.soft(await visit(`${insecure.href}?device=cpu`)).toEqual({
          text: expect.stringMatching(
            /^UnsupportedError: download: SHA-256 cannot be checked on an insecure page; serve it/,
          ),
          problems: [],
        });
        const plain = await visit(`${url}?device=cpu`);
        expect.soft(plain).toEqual({ text: expect.stringMatching(/^5 10 tfjs cpu/), problems: [] });
      } finally {
        await close();
      }
    });
  });
});
if (CHROMIUM === undefined) console.warn(`skipped: ${NO_CHROMIUM}`);

describe('@cv/backend-web in Node', () => {
  it('says in one error where to go', async (context) => {
    needsInstall(context);
    const program = `await import('@cv/backend-web').catch((e) => console.log(e.name, e.code, e.message));`;
    expect(await runCommand('node', ['--input-type=module', '-e', program], folder)).toBe(
      'UnsupportedError unsupported @cv/backend-web runs in browsers only; in Node use @cv/backend-node\n',
    );
    const failed = await runCommand('node', ['--input-type=module', '-e', "import '@cv/backend-web';"], folder).catch(
      (error: unknown) => error,
    );
    expect(failed).toBeInstanceOf(CommandError);
    expect((failed as CommandError).output).toContain('in Node use @cv/backend-node');
  });
});
