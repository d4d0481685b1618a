import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import '../house/palette.css'
import '../house/house.css'
import '../house/journal.css'
import '../house/tables.css'
import '../study/study.css'
import './economics.css'
import { App } from './app.tsx'
import { createEconomicsApi } from './server/client.ts'

// The policy of the page allows no code made from text, and even trying would be reported.
z.config({ jitless: true })

const element = document.getElementById('economics')
if (element === null) throw new Error('The page has no place for the economics.')
const inside = document.getElementById('economics-data')?.textContent ?? null
createRoot(element).render(<App api={createEconomicsApi(window.fetch.bind(window), inside)} />)
