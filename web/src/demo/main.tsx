/** @jsxImportSource preact */
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import './demo.css'
import { Picture } from './Pictures'
import { languageOf, scenarios, texts } from './texts'
import type { Language, Scenario } from './texts'

/** What the page uses of the widget's element. */
interface Chat extends HTMLElement {
  show(): void
}

const chosen = (): Scenario => scenarios.find((each) => `#${each}` === location.hash) ?? 'retail-order'

const firstLanguage = (): Language => {
  const asked = new URLSearchParams(location.search).get('lang')
  return languageOf(asked ?? navigator.language)
}

function Shop() {
  const [language, setLanguage] = useState(firstLanguage)
  const [scenario, setScenario] = useState(chosen)
  const [chat] = useState(() => document.createElement('amends-chat') as Chat)
  const t = texts[language]
  const purchase = t.purchases[scenario]

  useEffect(() => {
    const follow = () => {
      setScenario(chosen())
    }
    window.addEventListener('hashchange', follow)
    return () => {
      window.removeEventListener('hashchange', follow)
    }
  }, [])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en'
    document.title = `${t.title} · ${t.brand}`
    chat.setAttribute('locale', language === 'zh' ? 'zh-CN' : 'en')
  }, [language])
  useEffect(() => {
    chat.setAttribute('tree', scenario)
    if (!chat.isConnected) document.body.append(chat)
  }, [scenario])

  const pick = (next: Scenario) => {
    history.replaceState(null, '', `#${next}`)
    setScenario(next)
  }
  const step = (by: number) => {
    const next = scenarios[(scenarios.indexOf(scenario) + by + scenarios.length) % scenarios.length]
    if (!next) return
    pick(next)
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <>
      <header class="masthead">
        <p class="brand">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <path d="M4 20c4 0 4-4 8-4s4 4 8 4 4-4 8-4M4 26c4 0 4-4 8-4s4 4 8 4 4-4 8-4" />
            <circle cx="16" cy="9" r="4" />
          </svg>
          {t.brand}
        </p>
        <ul class="sections">
          {t.nav.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
        <button
          type="button"
          class="language"
          aria-label={t.switchLabel}
          onClick={() => {
            setLanguage(language === 'zh' ? 'en' : 'zh')
          }}
        >
          {t.switch}
        </button>
      </header>
      <main>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <div class="tabs" role="tablist" aria-label={t.which}>
          {scenarios.map((each) => (
            <button
              key={each}
              id={`tab-${each}`}
              type="button"
              role="tab"
              aria-selected={each === scenario}
              aria-controls="purchase"
              tabIndex={each === scenario ? 0 : -1}
              onClick={() => {
                pick(each)
              }}
              onKeyDown={(event) => {
                if (event.key === 'ArrowRight') step(1)
                if (event.key === 'ArrowLeft') step(-1)
              }}
            >
              {t.purchases[each].tab}
            </button>
          ))}
        </div>
        <div id="purchase" class={`purchase ${scenario}`} role="tabpanel" aria-labelledby={`tab-${scenario}`}>
          <article>
            <Picture scenario={scenario} />
            <div class="about">
              <p class="kind">{purchase.kind}</p>
              <h2>{purchase.name}</h2>
              <p class="detail">{purchase.detail}</p>
              <p class="status">
                <span>{purchase.status}</span>
                <small>
                  {t.number} {purchase.number}
                </small>
              </p>
              <ol class="steps" aria-label={t.progress}>
                {purchase.steps.map((each) => (
                  <li
                    key={each.name}
                    class={each.state}
                    aria-current={each.state === 'now' ? 'step' : undefined}
                  >
                    <strong>{each.name}</strong>
                    <small>{each.when}</small>
                  </li>
                ))}
              </ol>
            </div>
          </article>
          <div class="side">
            <section class="help">
              <h2>{purchase.askTitle}</h2>
              <p>{purchase.ask}</p>
              <button
                type="button"
                onClick={() => {
                  chat.show()
                }}
              >
                {purchase.button}
              </button>
            </section>
            <section class="summary">
              <h2>{t.summary}</h2>
              <dl>
                {purchase.facts.map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
                <div class="total">
                  <dt>{purchase.total[0]}</dt>
                  <dd>{purchase.total[1]}</dd>
                </div>
              </dl>
            </section>
          </div>
        </div>
      </main>
      <footer>
        <p>{t.note}</p>
        <a href="/desk">{t.desk}</a>
      </footer>
    </>
  )
}

const place = document.getElementById('shop')
if (place) render(<Shop />, place)
