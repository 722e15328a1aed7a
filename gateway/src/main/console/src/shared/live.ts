import { watch } from 'vue'
import { useRouter } from 'vue-router'
import { rememberWanted, useSession } from '../session/session'
import { usePolling, type Polling } from './polling'

/** Polls, and leads to the login when the session has ended. */
export function useLive<T>(ask: (signal: AbortSignal) => Promise<T>, everyMs: number): Polling<T> {
  const polling = usePolling(ask, everyMs)
  const router = useRouter()
  const { lost } = useSession()
  watch(polling.problem, (problem) => {
    if (problem?.status !== 401) return
    rememberWanted(router.currentRoute.value.fullPath)
    lost()
    void router.replace({ name: 'landing' })
  })
  return polling
}
