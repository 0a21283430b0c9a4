// Builds the two screens, the residents' pages and the officers' desk, into dist/. Everything they load comes from our
// own origin under names with a hash, so that the server can send a strict content policy and cache for ever.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  base: '/',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Phones of 2021: residents do not choose their browser's year.
    target: ['es2021', 'chrome91', 'safari15', 'firefox91'],
    // A small file put into the page as data: would need a hole in the content policy.
    assetsInlineLimit: 0,
    // The map library is one piece of a good megabyte; it is fetched only when a map is opened.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: { resident: here('resident/index.html'), desk: here('web/index.html') },
    },
  },
})
