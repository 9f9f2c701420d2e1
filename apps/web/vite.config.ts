import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const API = process.env['TRIPMASTER_API_URL'] ?? 'http://127.0.0.1:3000';

/** Paths the API answers; in production one origin serves both. Plan pages (`/plans/<id>`) stay with the app. */
const API_PATHS = [
  '^/(trpc|mcp|auth|api|calendar|files|s|ofrep|livez|readyz)(/|$|\\?)',
  '^/plans/[^/]+\\.(ics|pdf|md|json|gpx)',
  '^/account/export\\.json',
];

export default defineConfig({
  plugins: [react()],
  server: { port: 5173, proxy: Object.fromEntries(API_PATHS.map((path) => [path, { target: API, changeOrigin: false }])) },
  build: {
    outDir: 'dist',
    // The policy allows no `data:` for fonts and scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Older targets would rewrite light-dark() into custom properties.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
  },
});
