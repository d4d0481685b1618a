import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import '../house/palette.css'
import '../house/house.css'
import '../desk/shown/shown.css'
import './capture.css'
import './form.css'
import { App } from './app.tsx'
import { createCaptureApi } from './server/client.ts'
import { createMemory } from './state/memory.ts'

// The policy of the page allows no code made from text, and even trying would be reported.
z.config({ jitless: true })

const element = document.getElementById('capture')
if (element === null) throw new Error('The page has no place for the desk.')

createRoot(element).render(
  <App
    api={createCaptureApi((input, init) => fetch(input, init))}
    memory={createMemory(() => localStorage)}
  />,
)
