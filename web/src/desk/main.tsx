import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import '../staff/styles/base.css'
import '../staff/styles/sign-in.css'
import '../staff/styles/frame.css'
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
