import { bodyOf, Problem, problemOf, request } from './client'
import type { Session } from './types'

export interface SessionAnswer {
  session: Session | null
  /** Told even to those without a session: the login page carries the warning too. */
  localRealm: boolean
}

export async function fetchSession(): Promise<SessionAnswer> {
  const response = await request('/auth/me')
  const body = await bodyOf(response)
  const localRealm = body['localRealm'] === true
  if (response.ok) return { session: body as unknown as Session, localRealm }
  if (response.status === 401 || response.type === 'opaqueredirect') {
    return { session: null, localRealm }
  }
  throw new Problem(response.status, `HTTP ${response.status}`)
}

/** Ends the session; where to go next if the identity provider wants to end its own too. */
export async function logout(): Promise<string> {
  const response = await request('/auth/logout', { method: 'POST' })
  // A session that is gone already is what was asked for.
  if (!response.ok && response.type !== 'opaqueredirect' && response.status !== 401) {
    throw await problemOf(response)
  }
  const body = await bodyOf(response)
  return typeof body['location'] === 'string' ? body['location'] : '/'
}
