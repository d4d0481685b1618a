import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import '../house/palette.css'
import '../house/house.css'
import './ask.css'
import './answer.css'
import { App } from './app.tsx'
import { createAskApi } from './server/client.ts'

// The policy of the page allows no code made from text, and even trying would be reported.
z.config({ jitless: true })

const element = document.getElementById('ask')
if (element === null) throw new Error('The page has no place for questions.')
createRoot(element).render(<App api={createAskApi(window.fetch.bind(window))} />)
