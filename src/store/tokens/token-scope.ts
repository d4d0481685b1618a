/** What a token lets a program do. `answers`: ask, and see what answers. `models`: only see what answers, for a monitor. */
export const tokenScopes = ['answers', 'models'] as const
export type TokenScope = (typeof tokenScopes)[number]
