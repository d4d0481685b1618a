import { problem } from '../../problem.ts'
import type { Store } from '../../store/store.ts'
import { createApiToken, listApiTokens, revokeApiToken } from '../../store/tokens/api-tokens.ts'
import type { TokenScope } from '../../store/tokens/token-scope.ts'
import type { CommandResult } from '../run-command.ts'
import { withWorkspaceStore } from '../search/workspace-store.ts'
import { tableLines } from '../table-lines.ts'
import type { Terminal } from '../terminal.ts'

export interface TokenOptions {
  readonly scope: TokenScope
  readonly days: number
}

/** Makes, lists and takes back tokens of programs that ask the clinical search of this workspace. */
export function tokenCommand(
  action: 'create' | 'list' | 'revoke',
  name: string | undefined,
  options: TokenOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  if (action === 'list') {
    if (name !== undefined)
      throw problem(
        'USAGE_ARGUMENT_EXCESS',
        'A list takes no name.',
        'Leave it out: all tokens are listed.',
        {
          value: name,
        },
      )
    return withWorkspaceStore(terminal, listed)
  }
  if (name === undefined)
    throw problem('USAGE_ARGUMENT_MISSING', `Nothing says which token to ${action}.`, 'Name it.', {
      place: { field: 'name' },
    })
  const named = checkedName(name)
  if (action === 'revoke') return withWorkspaceStore(terminal, (store) => revoked(store, named))
  return withWorkspaceStore(terminal, async (store) => {
    const { token, expiresAt } = await createApiToken(store, {
      name: named,
      scopes: [options.scope],
      days: options.days,
    })
    return {
      json: { name: named, token, scopes: [options.scope], expiresAt },
      lines: [
        token,
        `It is shown this once. It opens ${options.scope} until ${expiresAt.slice(0, 10)}; take it back with equipoise token revoke ${named}`,
      ],
    }
  })
}

function checkedName(name: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) return name
  throw problem('TOKEN_NAME', 'The token needs a name.', 'Name it after the program that uses it.', {
    place: { field: 'name' },
    value: name,
    expected: 'small letters, digits and hyphens, at most 63',
  })
}

async function revoked(store: Store, name: string): Promise<CommandResult> {
  const now = await revokeApiToken(store, name)
  return {
    json: { name, revoked: now },
    lines: [now ? 'It opens nothing any more.' : 'It was taken back before.'],
  }
}

async function listed(store: Store): Promise<CommandResult> {
  const tokens = await listApiTokens(store)
  return {
    json: { tokens },
    lines:
      tokens.length === 0
        ? ['There are no tokens. Make one with equipoise token create <name> --scope answers']
        : tableLines(
            ['name', 'scope', 'since', 'until', 'state'],
            tokens.map(({ name, scopes, createdAt, expiresAt, state }) => [
              name,
              scopes.join(', '),
              createdAt.slice(0, 10),
              expiresAt.slice(0, 10),
              state,
            ]),
            ['left', 'left', 'left', 'left', 'left'],
          ),
  }
}
