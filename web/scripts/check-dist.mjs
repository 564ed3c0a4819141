/**
 * What the built pages promise: a widget of at most 25 KB gzip, and nothing inline, so that they run under
 * a strict Content-Security-Policy. Exits with 1 and says what is wrong.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const LIMIT = 25_000
const problems = []

const size = gzipSync(readFileSync(join(dist, 'widget.js')), { level: 9 }).length
console.log(`widget.js: ${size} bytes gzip (limit ${LIMIT})`)
if (size > LIMIT) problems.push(`widget.js is ${size} bytes gzip, ${size - LIMIT} over the limit`)

for (const name of readdirSync(dist, { recursive: true }).map(String)) {
  if (!/\.(html|js)$/.test(name)) continue
  const text = readFileSync(join(dist, name), 'utf8')
  if (name.endsWith('.html')) {
    if (/<script(?![^>]*\ssrc=)/.test(text)) problems.push(`${name}: an inline script`)
    if (/<style|\sstyle=|\son[a-z]+=/.test(text)) problems.push(`${name}: an inline style or handler`)
  } else if (/\beval\(|new Function\(/.test(text)) problems.push(`${name}: code from text`)
}

for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0
