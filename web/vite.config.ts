import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The demo shop (`/`), the desk (`/desk`) and the trees' page (`/admin/trees`). Nothing is inlined: the pages run under a strict CSP. */
export default defineConfig({
  root: at('pages'),
  publicDir: at('public'),
  plugins: [react()],
  build: {
    outDir: at('dist'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: [at('pages/index.html'), at('pages/desk/index.html'), at('pages/admin/trees/index.html')],
    },
  },
})
