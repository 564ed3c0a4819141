import { defineConfig } from 'vite'

/** The customer widget: one classic script, so that a shop needs one tag. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2020',
    reportCompressedSize: false,
    lib: {
      entry: 'src/widget/main.ts',
      name: 'amends',
      formats: ['iife'],
      fileName: () => 'widget.js',
    },
  },
  define: { 'process.env.NODE_ENV': '"production"' },
})
