import { MergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useAdminWords } from '../texts'
import { appearance } from './setup'
import { shadowOf } from './shadow'

interface Props {
  left: string
  right: string
  leftLabel: string
  rightLabel: string
  /** Where it is given, the right side can be written and takes pieces over from the left. */
  onRight?: (text: string) => void
}

/** Two texts side by side, with what differs marked and what is the same folded. */
export default function Compare({ left, right, leftLabel, rightLabel, onRight }: Props) {
  const { t, locale } = useAdminWords()
  const host = useRef<HTMLDivElement>(null)
  const zh = locale.startsWith('zh')
  const writable = onRight !== undefined
  const written = useEffectEvent((text: string) => {
    onRight?.(text)
  })
  const begin = useEffectEvent(() => right)

  useEffect(() => {
    if (!host.current) return undefined
    const root = shadowOf(host.current)
    const readOnly = [EditorState.readOnly.of(true), EditorView.editable.of(false)]
    const side = (label: string) => [
      appearance(zh),
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    ]
    const view = new MergeView({
      root,
      parent: root,
      a: { doc: left, extensions: [side(leftLabel), readOnly] },
      b: {
        doc: begin(),
        extensions: [
          side(rightLabel),
          writable
            ? EditorView.updateListener.of((update) => {
                if (update.docChanged) written(update.state.doc.toString())
              })
            : readOnly,
        ],
      },
      collapseUnchanged: { margin: 3, minSize: 6 },
      gutter: true,
      ...(writable
        ? {
            revertControls: 'a-to-b' as const,
            renderRevertControl: () => {
              const button = document.createElement('button')
              button.type = 'button'
              button.part.add('take-over')
              button.textContent = '→'
              button.title = t.takeOver
              button.setAttribute('aria-label', t.takeOver)
              return button
            },
          }
        : {}),
    })
    return () => {
      view.destroy()
    }
  }, [left, leftLabel, rightLabel, zh, writable, t.takeOver])

  return (
    <div className="compare">
      <div className="sides" aria-hidden="true">
        <span>{leftLabel}</span>
        <span>{rightLabel}</span>
      </div>
      <div className="compare-host" ref={host} />
    </div>
  )
}
