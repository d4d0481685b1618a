import { useEffect, useState, useSyncExternalStore } from 'react'
import { type Chat, type ChatSurroundings, type ChatView, createChat } from './chat.ts'

/** The conversation of one case, for as long as the case is on the page. */
export function useChat(options: Omit<ChatSurroundings, 'newKey' | 'later'>): {
  readonly chat: Chat
  readonly view: ChatView
} {
  const [chat] = useState(() => createChat({ ...options, newKey: () => crypto.randomUUID(), later }))
  const view = useSyncExternalStore(chat.subscribe, chat.view)
  useEffect(() => {
    chat.start()
    const shown = () => {
      if (document.visibilityState === 'visible') chat.wake()
    }
    window.addEventListener('online', chat.wake)
    document.addEventListener('visibilitychange', shown)
    return () => {
      window.removeEventListener('online', chat.wake)
      document.removeEventListener('visibilitychange', shown)
      chat.stop()
    }
  }, [chat])
  return { chat, view }
}

function later(work: () => void, milliseconds: number): () => void {
  const timer = setTimeout(work, milliseconds)
  return () => clearTimeout(timer)
}
