import type { Role } from '../../review/people/role.ts'
import { enter, leave } from '../../store/people/sessions.ts'
import { newToken } from '../../store/people/token.ts'
import type { Store } from '../../store/store.ts'
import { type Route, visitorOf } from '../access/route.ts'
import {
  doorSecret,
  dropDoorSecret,
  dropSession,
  keepDoorSecret,
  keepSession,
} from '../access/session-cookie.ts'
import { doorStyle } from './door-style.ts'
import { plainPage } from './plain-page.ts'

const sessionHours = 24 * 14

const usualHomes: Readonly<Record<Role, string>> = {
  owner: '/study',
  analyst: '/study',
  capturer: '/capture',
  reviewer: '/desk',
}

const refusals = {
  unknown: 'This link is not known here. Check that it was copied whole.',
  used: 'This link was used before. Ask for a new one; nothing that you did is lost.',
  expired: 'This link is too old. Ask for a new one; nothing that you did is lost.',
  revoked: 'This link was taken back. Ask whoever sent it.',
} as const

/**
 * The way in by a link, and the way out.
 *
 * @param reviewersPage Where reviewers do their work: in an assisted-use trial they code.
 */
export function doorRoutes(
  store: Store,
  secure: boolean,
  reviewersPage: '/desk' | '/coding' = '/desk',
): Route[] {
  const homes = { ...usualHomes, reviewer: reviewersPage }
  return [
    {
      method: 'GET',
      path: '/r/:token',
      who: 'everyone',
      // Programs that look into mails open links. So opening one does nothing; the button does.
      handle: (context) => {
        // Kept where it is there: whoever opens the link again after a lost answer is the same browser.
        if (doorSecret(context, secure) === null) keepDoorSecret(context, newToken(), secure)
        return context.html(plainPage('Come in', '<form method="post"><button>Come in</button></form>'))
      },
    },
    {
      method: 'POST',
      path: '/r/:token',
      who: 'everyone',
      handle: async (context) => {
        const link = context.req.param('token') ?? ''
        const entry = await enter(store, link, sessionHours, doorSecret(context, secure))
        if (!entry.entered) {
          return context.html(plainPage('This link does not open', `<p>${refusals[entry.because]}</p>`), 403)
        }
        keepSession(context, entry.session, secure, sessionHours)
        // It goes with the answer that brings the session: where the answer is lost, both are.
        if (doorSecret(context, secure) !== null) dropDoorSecret(context, secure)
        return context.redirect(homes[entry.visitor.role], 303)
      },
    },
    {
      method: 'GET',
      path: '/door.css',
      who: 'everyone',
      handle: (context) => context.body(doorStyle, 200, { 'content-type': 'text/css; charset=utf-8' }),
    },
    {
      method: 'GET',
      path: '/',
      who: 'everyone',
      handle: (context) => {
        const visitor = context.get('visitor')
        if (visitor !== null) return context.redirect(homes[visitor.role], 303)
        return context.html(plainPage('Equipoise', '<p>Open the link that you were sent to come in.</p>'))
      },
    },
    {
      method: 'POST',
      path: '/api/leave',
      who: 'everyone',
      handle: async (context) => {
        const session = context.get('session')
        if (session !== null) await leave(store, session)
        dropSession(context, secure)
        return context.json({})
      },
    },
    {
      method: 'GET',
      path: '/api/me',
      who: ['owner', 'analyst', 'capturer', 'reviewer'],
      handle: (context) => {
        const { name, role } = visitorOf(context)
        return context.json({ name, role, home: homes[role] })
      },
    },
  ]
}
