/**
 * A shadow root in `host`. CodeMirror puts its styles into a sheet of the root there, while in the page itself it would
 * write a `<style>`, which the page's Content-Security-Policy forbids.
 */
export const shadowOf = (host: HTMLElement): ShadowRoot =>
  host.shadowRoot ?? host.attachShadow({ mode: 'open' })
