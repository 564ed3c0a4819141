import { setDiagnostics } from '@codemirror/lint'
import type { Diagnostic } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import type { Text } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { Tree } from '@lezer/common'
import { useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react'
import type { Ref } from 'react'
import type { OutlineEntry } from '../outline'
import { readerOf } from '../protocol'
import type { Finding, Reader } from '../protocol'
import { useAdminWords } from '../texts'
import { outlineOf } from './outline'
import { whenParsed } from './parsed'
import { editing } from './setup'
import { shadowOf } from './shadow'

export interface EditorHandle {
  /** Puts the cursor there and shows it; `column` in characters from 1. */
  goTo: (line: number, column?: number) => void
  /** Replaces the whole text, as one step that can be undone. */
  replace: (text: string) => void
}

interface Props {
  ref: Ref<EditorHandle>
  /** The text to begin with; later ones come through `replace`. */
  initial: string
  findings: readonly Finding[]
  onChange: (text: string) => void
  onOutline: (entries: readonly OutlineEntry[]) => void
  onLine: (line: number) => void
  onSave: () => void
}

/** Columns count characters, as the compiler does; the editor counts UTF-16 units. */
function position(doc: Text, line: number, column: number): number {
  const found = doc.line(Math.min(Math.max(1, line), doc.lines))
  const before = Array.from(found.text)
    .slice(0, Math.max(0, column - 1))
    .join('')
  return found.from + before.length
}

function diagnosticIn(doc: Text, finding: Finding, reader: Reader): Diagnostic {
  const from = position(doc, finding.line, finding.column)
  const line = doc.lineAt(from)
  const word = /^("(?:[^"\\]|\\.)*"?|[\w.-]+|.)/.exec(line.text.slice(from - line.from))?.[0].length ?? 0
  return {
    from,
    to: Math.min(line.to, from + word),
    severity: finding.severity,
    message: finding[reader].message,
  }
}

export default function Editor({ ref, initial, findings, onChange, onOutline, onLine, onSave }: Props) {
  const { t, locale } = useAdminWords()
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const zh = locale.startsWith('zh')
  const reader = readerOf(locale)

  const changed = useEffectEvent((state: EditorState) => {
    onChange(state.doc.toString())
  })
  const outlined = useEffectEvent((tree: Tree, state: EditorState) => {
    onOutline(outlineOf(tree, state.doc))
  })
  const moved = useEffectEvent((state: EditorState) => {
    onLine(state.doc.lineAt(state.selection.main.head).number)
  })
  const saved = useEffectEvent(() => {
    onSave()
  })
  const text = useEffectEvent(() => view.current?.state.doc.toString() ?? initial)

  useEffect(() => {
    if (!host.current) return undefined
    const root = shadowOf(host.current)
    let giveUp: (() => void) | undefined
    const outline = () => {
      giveUp?.()
      giveUp = whenParsed(
        () => made.state,
        (tree, state) => {
          outlined(tree, state)
        },
      )
    }
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text(),
        extensions: [
          editing(zh, t.editor, () => {
            saved()
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              changed(update.state)
              outline()
            }
            if (update.docChanged || update.selectionSet) moved(update.state)
          }),
        ],
      }),
    })
    view.current = made
    outline()
    return () => {
      giveUp?.()
      made.destroy()
    }
  }, [zh, t.editor])

  useEffect(() => {
    const made = view.current
    if (!made) return
    const placed = findings
      .filter((each) => each.line > 0)
      .map((each) => diagnosticIn(made.state.doc, each, reader))
    placed.sort((a, b) => a.from - b.from)
    made.dispatch(setDiagnostics(made.state, placed))
  }, [findings, reader])

  useImperativeHandle(ref, () => ({
    goTo(line, column = 1) {
      const made = view.current
      if (!made) return
      const at = position(made.state.doc, line, column)
      made.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
      made.focus()
    },
    replace(next) {
      const made = view.current
      if (!made) return
      made.dispatch({ changes: { from: 0, to: made.state.doc.length, insert: next } })
    },
  }))

  return <div className="editor-host" ref={host} />
}
