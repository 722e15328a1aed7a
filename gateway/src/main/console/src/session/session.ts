import { readonly, ref, shallowRef } from 'vue'
import { fetchSession, logout as endSession } from '../api/session'
import type { Session } from '../api/types'

// One person per browser window; the cookie is the gateway's and invisible here.
const session = shallowRef<Session | null>(null)
const localRealm = ref(false)
const expired = ref(false)
let asked = false

const WANTED = 'fengqiao.wanted'

export function useSession() {
  return {
    session: readonly(session),
    localRealm: readonly(localRealm),
    /** Whether the person acts in one of these roles. */
    hasAny: (roles: readonly string[]) => roles.some((role) => session.value?.roles.includes(role) === true),
    /** The session ended while somebody worked. */
    expired: readonly(expired),
    loadOnce,
    end,
    lost,
  }
}

/** Asks who is logged in, once per page load. */
async function loadOnce(): Promise<Session | null> {
  if (!asked) {
    const answer = await fetchSession()
    asked = true
    session.value = answer.session
    localRealm.value = answer.localRealm
  }
  return session.value
}

/** An API answered 401. */
function lost(): void {
  if (session.value !== null) expired.value = true
  session.value = null
}

async function end(): Promise<void> {
  const next = await endSession()
  session.value = null
  window.location.assign(next)
}

/** The login leaves this page and comes back to its start: keep where somebody wanted to go. */
export function rememberWanted(path: string): void {
  sessionStorage.setItem(WANTED, path)
}

export function takeWanted(): string | null {
  const path = sessionStorage.getItem(WANTED)
  sessionStorage.removeItem(WANTED)
  return path
}
