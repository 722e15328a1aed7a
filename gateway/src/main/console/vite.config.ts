import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const gateway = process.env['FENGQIAO_GATEWAY'] ?? 'http://localhost:8080'

export default defineConfig({
  // Invented answers are for looking at pages without a platform: never part of a build.
  plugins: [
    vue(),
    process.env['FENGQIAO_MOCK'] === undefined ? null : import('./dev/mock.ts').then(({ mock }) => mock()),
  ],
  build: {
    // The gateway's content security policy allows no inline data.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
  },
  server: {
    // `npm run dev` beside a running platform: the session cookie and the APIs are the gateway's.
    proxy: { '/api': gateway, '/auth': gateway },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    server: { deps: { inline: ['element-plus'] } },
    restoreMocks: true,
  },
})
