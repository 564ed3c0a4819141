import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import './styles/base.css'
import './styles/sign-in.css'
import './styles/frame.css'
import './styles/queue.css'
import './styles/chat.css'
import './styles/details.css'
import './styles/adapt.css'

const place = document.getElementById('desk')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
