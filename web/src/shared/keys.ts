/**
 * Whether an input method is composing: then Enter picks a word and must not send. Safari reports the Enter
 * that ends a composition after its end; only the old key code 229 tells it from a plain one.
 */
export const isComposing = (event: KeyboardEvent): boolean =>
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other sign in Safari
  event.isComposing || event.keyCode === 229
