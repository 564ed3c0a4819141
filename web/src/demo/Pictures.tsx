/** @jsxImportSource preact */
import './pictures.css'
import type { Scenario } from './texts'

const Teapot = () => (
  <svg viewBox="-160 0 800 320" preserveAspectRatio="xMidYMid slice" class="picture" aria-hidden="true">
    <rect x="-160" width="800" height="320" class="wall" />
    <rect x="-160" y="228" width="800" height="92" class="table" />
    <circle cx="372" cy="84" r="46" class="sun" />
    <ellipse cx="226" cy="254" rx="128" ry="14" class="shade" />
    <path d="M150 118c0-74 148-74 148 0" class="bamboo" />
    <path d="M302 176c40-6 44-40 70-46l8 10c-22 10-24 62-74 74Z" class="clay dark" />
    <path d="M132 178c0-48 40-66 94-66s94 18 94 66-36 76-94 76-94-28-94-76Z" class="clay" />
    <path
      d="M132 178c0 48 36 76 94 76 12 0 24-1 34-4-60-2-98-32-98-84 0-16 4-28 12-38-26 10-42 26-42 50Z"
      class="clay dark"
    />
    <path d="M178 120c8-14 28-20 48-20s40 6 48 20c-28-8-68-8-96 0Z" class="clay light" />
    <circle cx="226" cy="93" r="10" class="clay dark" />
    <path d="M262 140c22 6 34 20 36 36" class="gleam" />
    <path d="M60 252c0-22 4-34 4-34h52s4 12 4 34c0 10-60 10-60 0Z" class="clay light" />
    <ellipse cx="90" cy="219" rx="26" ry="5" class="tea" />
    <path d="M84 196c-8-10 8-16 0-28m16 28c-8-10 8-16 0-28" class="steam" />
  </svg>
)

const Bay = () => (
  <svg viewBox="-160 0 800 320" preserveAspectRatio="xMidYMid slice" class="picture" aria-hidden="true">
    <rect x="-160" width="800" height="320" class="wall" />
    <rect x="70" y="36" width="340" height="176" rx="6" class="sky" />
    <circle cx="318" cy="112" r="30" class="sun" />
    <path d="M70 150h340v56a6 6 0 0 1-6 6H76a6 6 0 0 1-6-6Z" class="sea" />
    <path d="M70 152c40-34 66-34 104 0 20-16 42-16 62 0Z" class="hill" />
    <path d="M250 172h60m-20 14h84m-270-2h58m30 12h40" class="ripple" />
    <path d="M240 36v176M70 124h0" class="frame" />
    <rect x="70" y="36" width="340" height="176" rx="6" class="frame" />
    <path d="M50 26h40c4 70 0 140-18 196H50Zm380 0h-40c-4 70 0 140 18 196h22Z" class="curtain" />
    <path d="M96 250c0-16 10-24 24-24h240c14 0 24 8 24 24v70H96Z" class="linen" />
    <path d="M96 262h288v58H96Z" class="blanket" />
    <rect x="128" y="216" width="96" height="40" rx="14" class="pillow" />
    <rect x="256" y="216" width="96" height="40" rx="14" class="pillow" />
  </svg>
)

const Route = () => (
  <svg viewBox="-160 0 800 320" preserveAspectRatio="xMidYMid slice" class="picture" aria-hidden="true">
    <rect x="-160" width="800" height="320" class="wall" />
    <path d="M-160 252c90-30 110 4 170-18s110-6 180-26 170-52 450-26v138h-800Z" class="land" />
    <path d="M-180 104c90-20 90 68 170 38s130-30 220 0 150 60 290 6 120-40 160-40" class="river" />
    <path d="M404 92c-60 4-74 60-150 64S130 196 92 212" class="route" />
    <circle cx="404" cy="92" r="9" class="stop" />
    <circle cx="254" cy="156" r="7" class="stop" />
    <path d="M92 212c-16-20-24-30-24-42a24 24 0 0 1 48 0c0 12-8 22-24 42Z" class="pin" />
    <circle cx="92" cy="169" r="8" class="eye" />
    <path d="m300 196 66-24 70 22v74l-68 28-68-26Z" class="box" />
    <path d="m300 196 68 24v76l-68-26Z" class="box dark" />
    <path d="m300 196 66-24 70 22-68 26Z" class="box light" />
    <path d="m334 184 68 24v26l-12-6-10 12v-24l-68-22Z" class="tape" />
  </svg>
)

export const Picture = ({ scenario }: { scenario: Scenario }) =>
  scenario === 'retail-order' ? <Teapot /> : scenario === 'hotel-stay' ? <Bay /> : <Route />
