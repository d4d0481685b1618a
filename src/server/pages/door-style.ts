/** The door has a style of its own, small enough to stand here: whoever comes in sees it once. */
export const doorStyle = `
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #1d1c1a; --accent: #1b4f82; --on-accent: #fdfcf9; }
@media (prefers-color-scheme: dark) { :root { --paper: #15171a; --ink: #e9e6df; --accent: #8dbbee; --on-accent: #15171a; } }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 1.5rem; background: var(--paper);
  color: var(--ink); font: 1.0625rem/1.6 Georgia, "Noto Serif", serif; }
main { max-width: 34rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 1rem; }
a { color: var(--accent); }
a:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
button { font: inherit; min-height: 2.75rem; padding: 0.5rem 1.5rem; border: 0; border-radius: 4px;
  background: var(--accent); color: var(--on-accent); cursor: pointer; }
button:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
`
