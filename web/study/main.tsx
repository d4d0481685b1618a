import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import '../house/palette.css'
import '../house/house.css'
import '../house/journal.css'
import '../house/tables.css'
import './study.css'
import { App } from './app.tsx'
import { createStudyApi } from './server/client.ts'

// The policy of the page allows no code made from text, and even trying would be reported.
z.config({ jitless: true })

const element = document.getElementById('study')
if (element === null) throw new Error('The page has no place for the study.')
createRoot(element).render(<App api={createStudyApi(window.fetch.bind(window))} />)
