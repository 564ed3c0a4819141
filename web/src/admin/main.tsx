import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../staff/styles/base.css'
import '../staff/styles/sign-in.css'
import '../staff/styles/frame.css'
import { App } from './App'
import './styles/frame.css'
import './styles/list.css'
import './styles/workbench.css'
import './styles/panes.css'
import './styles/simulator.css'

const place = document.getElementById('admin')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
