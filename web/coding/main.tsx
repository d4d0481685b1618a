import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import '../house/palette.css'
import '../house/house.css'
import '../desk/shown/shown.css'
import './coding.css'
import { App } from './app.tsx'
import { createCodingApi } from './server/client.ts'

// The policy of the page allows no code made from text, and even trying would be reported.
z.config({ jitless: true })

const element = document.getElementById('coding')
if (element === null) throw new Error('The page has no place for the desk.')

createRoot(element).render(<App api={createCodingApi((input, init) => fetch(input, init))} />)
