import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../desk/styles/base.css'
import '../desk/styles/sign-in.css'
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
