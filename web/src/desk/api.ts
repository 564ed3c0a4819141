/** Words of a draft that a customer should not be sent, by the linter's rule (docs/lint.md). */
export interface Objection {
  readonly rule: string
  readonly grave: boolean
  readonly words: string
}

function objectionIn(row: unknown): Objection[] {
  if (typeof row !== 'object' || row === null || !('rule' in row) || !('words' in row)) return []
  const { rule, words } = row
  if (typeof rule !== 'string' || typeof words !== 'string') return []
  return [{ rule, words, grave: 'grave' in row && row.grave === true }]
}

/** What the server says of a draft; nothing when it does not answer, since a warning holds nobody up. */
export async function judgeDraft(csrf: string, text: string, signal: AbortSignal): Promise<Objection[]> {
  try {
    const answer = await fetch('/api/wording', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
      body: JSON.stringify({ text }),
      signal,
    })
    if (!answer.ok) return []
    const told: unknown = await answer.json()
    if (typeof told !== 'object' || told === null || !('objections' in told)) return []
    return Array.isArray(told.objections) ? told.objections.flatMap(objectionIn) : []
  } catch {
    return []
  }
}
