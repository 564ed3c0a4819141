/**
 * `text` with each half of a surrogate pair that stands alone replaced by U+FFFD. Half an emoji, as a cut
 * paste or a script leaves it, is no text: it cannot be written as UTF-8, and a server may refuse it. The same
 * as `String.prototype.toWellFormed`, which browsers before 2024 lack.
 */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD')
