#!/usr/bin/env node
const { main } = await import('../dist/main.js').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error(`bench: is not built; run \`npx turbo run build --filter @cv/bench\` first (${error.message})`);
  process.exit(1);
});
process.exitCode = await main(process.argv.slice(2));
