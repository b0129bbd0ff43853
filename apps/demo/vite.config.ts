import { defaultClientConditions, defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** With these a page may share memory between threads, so that wasm computes on several; without them it uses one. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** The dev server runs on the packages' sources; the built site on what they publish. */
export default defineConfig(({ command }) => ({
  base: './',
  resolve: { conditions: [...(command === 'serve' ? ['@cv/source'] : []), ...defaultClientConditions] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: { headers: isolation },
  preview: { headers: isolation },
  build: { target: 'es2022', chunkSizeWarningLimit: 1_500 },
  plugins: [
    VitePWA({
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        name: 'Look inside: computer vision in a page',
        short_name: 'Look inside',
        description: 'Draw a digit and watch every layer of a neural network at work. Nothing leaves the page.',
        start_url: './',
        scope: './',
        display: 'standalone',
        background_color: '#f7f6f2',
        theme_color: '#f7f6f2',
        icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
      workbox: {
        // What the page is made of; weights and wasm are large and kept when first used.
        globPatterns: ['**/*.{html,js,css,svg}', '**/inter-latin-wght-*.woff2'],
        maximumFileSizeToCacheInBytes: 8 * 2 ** 20,
        clientsClaim: true,
        runtimeCaching: [
          {
            urlPattern: ({ url, sameOrigin }) => sameOrigin && /\.(safetensors|wasm|mjs)$/.test(url.pathname),
            handler: 'CacheFirst',
            options: { cacheName: 'models', expiration: { maxEntries: 32 }, cacheableResponse: { statuses: [200] } },
          },
        ],
      },
    }),
  ],
}));
