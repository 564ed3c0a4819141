/** Writes `NAME.gz` beside every text file of the built pages that gets smaller by it: the server sends those as they are. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))

for (const name of readdirSync(dist, { recursive: true }).map(String)) {
  if (!/\.(html|js|css|svg|json|txt)$/.test(name)) continue
  const plain = readFileSync(join(dist, name))
  const packed = gzipSync(plain, { level: 9 })
  if (packed.length < plain.length * 0.9) writeFileSync(join(dist, `${name}.gz`), packed)
}
