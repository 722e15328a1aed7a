import type { CaseFile, CaseList, CaseListItem, Counts, Session } from './types'

/** A refusal as RFC 9457 describes it, or what comes nearest. `status` 0: the gateway was not reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string | null = null,
  ) {
    super(detail ?? title)
    this.name = 'Problem'
  }
}

export interface SessionAnswer {
  session: Session | null
  /** Told even to those without a session: the login page carries the warning too. */
  localRealm: boolean
}

export interface CaseQuery {
  stage?: string
  q?: string
  limit?: number
}

// The gateway takes a changing request only with this header, which no other site's page can send along with the cookie.
const CSRF_HEADER = { 'X-Fengqiao-Console': '1' }

async function request(
  path: string,
  init: Pick<RequestInit, 'method' | 'signal'> = {},
): Promise<Response> {
  try {
    return await fetch(path, {
      credentials: 'same-origin',
      // A lost session must answer 401 here, not lead fetch to the login page of another origin.
      redirect: 'manual',
      ...init,
      headers: { Accept: 'application/json', ...CSRF_HEADER },
    })
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause
    throw new Problem(0, 'unreachable')
  }
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  const type = response.headers.get('content-type') ?? ''
  if (!type.includes('json')) return {}
  try {
    const body: unknown = await response.json()
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

async function read(path: string, signal?: AbortSignal): Promise<unknown> {
  const response = await request(path, signal === undefined ? {} : { signal })
  if (response.ok) return (await response.json()) as unknown
  throw await problemOf(response)
}

async function problemOf(response: Response): Promise<Problem> {
  // A manual redirect has status 0 and says only that the gateway wants a login.
  const status = response.type === 'opaqueredirect' ? 401 : response.status
  const body = await bodyOf(response)
  const title = typeof body['title'] === 'string' ? body['title'] : `HTTP ${status}`
  return new Problem(status, title, typeof body['detail'] === 'string' ? body['detail'] : null)
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

export async function fetchCases(query: CaseQuery, signal?: AbortSignal): Promise<CaseList> {
  const parameters = new URLSearchParams()
  if (query.stage !== undefined && query.stage !== '') parameters.set('stage', query.stage)
  if (query.q !== undefined && query.q !== '') parameters.set('q', query.q)
  if (query.limit !== undefined) parameters.set('limit', String(query.limit))
  const answer = await read(`/api/cases?${parameters.toString()}`, signal)
  // A bare list is accepted as well as {items}.
  return Array.isArray(answer) ? { items: answer as CaseListItem[] } : (answer as CaseList)
}

export async function fetchCounts(signal?: AbortSignal): Promise<Counts> {
  return (await read('/api/counts', signal)) as Counts
}

export async function fetchCase(caseNo: string, signal?: AbortSignal): Promise<CaseFile> {
  // Reporting asks intake for the parties; while intake is away the file comes without them.
  const file = (await read(`/api/cases/${encodeURIComponent(caseNo)}`, signal)) as Omit<CaseFile, 'parties'> & {
    parties: CaseFile['parties'] | null
  }
  return { ...file, parties: file.parties ?? [] }
}
