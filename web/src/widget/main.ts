import { AmendsChat } from './element'

/**
 * The one script of a shop's page:
 * `<script src="https://chat.example/widget.js" data-tree="retail-order" async></script>`.
 * It defines `<amends-chat>` and, unless the page has one or says `data-manual`, puts one at the end of the
 * body with the script's `data-` attributes.
 */
const script = document.currentScript as HTMLScriptElement | null
AmendsChat.origin = script?.src ? new URL(script.src).origin : location.origin

if (!customElements.get('amends-chat')) customElements.define('amends-chat', AmendsChat)

function place(): void {
  if (script?.dataset.manual !== undefined || document.querySelector('amends-chat')) return
  const chat = document.createElement('amends-chat')
  for (const name of AmendsChat.observedAttributes) {
    const value = script?.dataset[name]
    if (value) chat.setAttribute(name, value)
  }
  document.body.append(chat)
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', place)
else place()
