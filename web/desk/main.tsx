import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import '../house/palette.css'
import '../house/house.css'
import '../house/dialog.css'
import './desk.css'
import './shown/shown.css'
import './question/question.css'
import './question/marks.css'
import { App } from './app.tsx'
import { ShortcutsProvider } from './keys/shortcuts.tsx'
import { InsecurePage } from './pages/loading-page.tsx'
import { openDesk } from './state/browser.ts'

// The policy of the page allows no code made from text, and even trying would be reported.
z.config({ jitless: true })

const element = document.getElementById('desk')
if (element === null) throw new Error('The page has no place for the desk.')
const root = createRoot(element)

if (!window.isSecureContext) {
  root.render(<InsecurePage />)
} else {
  const { desk, notes } = await openDesk()
  root.render(
    <ShortcutsProvider notes={notes}>
      <App desk={desk} />
    </ShortcutsProvider>,
  )
  void desk.start()
}
