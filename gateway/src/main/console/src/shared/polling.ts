import { onMounted, onUnmounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { Problem } from '../api/client'
import { platformNow } from './platformTime'

export interface Polling<T> {
  data: ShallowRef<T | null>
  problem: ShallowRef<Problem | null>
  /** Waiting for the first answer, or for one after `reload`. */
  loading: Ref<boolean>
  updatedAt: ShallowRef<Date | null>
  /** Asks at once, forgetting an answer still under way: what it asked for may have changed. */
  reload: () => void
}

const LONGEST_MS = 60_000

/**
 * Asks again and again while the page is visible: the next question goes out a while after the last answer, so a slow server is
 * not asked faster than it answers. Data stays on screen when an answer fails; each failure doubles the wait, up to a minute.
 */
export function usePolling<T>(ask: (signal: AbortSignal) => Promise<T>, everyMs: number): Polling<T> {
  const data = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(true)
  const updatedAt = shallowRef<Date | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let under: AbortController | undefined
  let ended = false
  let failures = 0

  async function once(): Promise<void> {
    clearTimeout(timer)
    under?.abort()
    const mine = new AbortController()
    under = mine
    try {
      const answer = await ask(mine.signal)
      if (mine.signal.aborted) return
      data.value = answer
      problem.value = null
      updatedAt.value = platformNow()
      failures = 0
    } catch (cause) {
      if (mine.signal.aborted) return
      failures++
      problem.value = cause instanceof Problem ? cause : new Problem(0, 'unreachable')
    }
    loading.value = false
    plan()
  }

  function plan(): void {
    clearTimeout(timer)
    if (!ended && document.visibilityState === 'visible') {
      timer = setTimeout(() => void once(), Math.min(everyMs * 2 ** failures, LONGEST_MS))
    }
  }

  function reload(): void {
    loading.value = true
    void once()
  }

  function visible(): void {
    if (document.visibilityState === 'visible') void once()
    else clearTimeout(timer)
  }

  onMounted(() => {
    document.addEventListener('visibilitychange', visible)
    void once()
  })
  onUnmounted(() => {
    ended = true
    document.removeEventListener('visibilitychange', visible)
    clearTimeout(timer)
    under?.abort()
  })

  return { data, problem, loading, updatedAt, reload }
}
