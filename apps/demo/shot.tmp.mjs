import { chromium } from 'playwright';

const [, , out, w = '1280', h = '900', theme = 'light', ...acts] = process.argv;
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
});
const p = await b.newPage({ viewport: { width: +w, height: +h }, colorScheme: theme, deviceScaleFactor: 1 });
p.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log('console', m.type(), m.text()));
p.on('pageerror', (e) => console.log('pageerror', e.stack));
await p.goto('http://localhost:4599/sub/');
await p
  .waitForSelector('.verdict:not([data-answer=""])', { timeout: 30000 })
  .catch((e) => console.log('no answer', e.message.slice(0, 100)));
for (const a of acts) {
  if (a.startsWith('click:')) await p.click(a.slice(6));
  else if (a.startsWith('at:')) {
    const [s, x, y] = a.slice(3).split('@');
    await p.click(s, { position: { x: +x, y: +y } });
  } else if (a === 'full') {
  } else if (a.startsWith('wait:')) await p.waitForTimeout(+a.slice(5));
  else if (a.startsWith('eval:')) console.log(await p.evaluate(a.slice(5)));
}
await p.waitForTimeout(200);
console.log('answer', await p.textContent('.verdict'), await p.textContent('.answer-head .small'));
await p.screenshot({ path: out, fullPage: acts.includes('full') });
await b.close();
