import { ensureSyntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'
import type { Tree } from '@lezer/common'

const pause_ms = 50

/**
 * Calls `then` with the whole syntax tree of the text that `state` has by then. A long text on a busy machine takes
 * several slices, between which the page answers. Returns what gives up.
 */
export function whenParsed(
  state: () => EditorState,
  then: (tree: Tree, of: EditorState) => void,
  slice_ms = 50,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const go = () => {
    const now = state()
    const tree = ensureSyntaxTree(now, now.doc.length, slice_ms)
    if (tree) then(tree, now)
    else timer = setTimeout(go, pause_ms)
  }
  go()
  return () => {
    clearTimeout(timer)
  }
}
