import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import '../house/palette.css'
import '../house/house.css'
import '../house/dialog.css'
import '../desk/shown/shown.css'
import './participant.css'
import './form.css'
import './chat.css'
import { App } from './app.tsx'
import { createPartApi } from './server/client.ts'
import { createDrafts } from './state/drafts.ts'

// The policy of the page allows no code made from text, and even trying would be reported.
z.config({ jitless: true })

const element = document.getElementById('participant')
if (element === null) throw new Error('The page has no place for the study.')
const api = createPartApi(window.fetch.bind(window))
createRoot(element).render(<App api={api} drafts={createDrafts(() => sessionStorage)} />)
