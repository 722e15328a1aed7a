import { heardAsOf } from '../shared/platformTime'

/** One thing that is wrong in a request: where (JSON Pointer) and what is expected there. */
export interface FieldError {
  pointer: string
  detail: string
}

/** A refusal as RFC 9457 describes it, or what comes nearest. `status` 0: the gateway was not reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string | null = null,
    readonly errors: readonly FieldError[] = [],
    /** The article that a refusal rests on, where law refuses. */
    readonly basis: string | null = null,
  ) {
    super(detail ?? title)
    this.name = 'Problem'
  }
}

// The gateway takes a changing request only with this header, which no other site's page can send along with the cookie.
const CSRF_HEADER = { 'X-Fengqiao-Console': '1' }

type Ask = Pick<RequestInit, 'method' | 'signal' | 'body'> & { headers?: Record<string, string> }

export async function request(path: string, init: Ask = {}): Promise<Response> {
  try {
    const response = await fetch(path, {
      credentials: 'same-origin',
      // A lost session must answer 401 here, not lead fetch to the login page of another origin.
      redirect: 'manual',
      ...init,
      headers: { Accept: 'application/json', ...CSRF_HEADER, ...init.headers },
    })
    heardAsOf(response.headers.get('X-Fengqiao-As-Of'))
    return response
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause
    throw new Problem(0, 'unreachable')
  }
}

export async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  const type = response.headers.get('content-type') ?? ''
  if (!type.includes('json')) return {}
  try {
    const body: unknown = await response.json()
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** Asks for a resource; the answer's headers come along. What a service answers is agreed (see types), not checked here. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export async function readWith<T>(path: string, signal?: AbortSignal): Promise<{ body: T; headers: Headers }> {
  const response = await request(path, signal === undefined ? {} : { signal })
  if (!response.ok) throw await problemOf(response)
  return { body: (await response.json()) as T, headers: response.headers }
}

export async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await readWith<T>(path, signal)).body
}

/**
 * Asks for a change. The key is made when a form is opened: the same form sent twice, by an impatient hand or after a lost answer,
 * counts once.
 */
export async function command(path: string, body: unknown, key: string): Promise<void> {
  const response = await request(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
  })
  if (!response.ok) throw await problemOf(response)
}

export async function problemOf(response: Response): Promise<Problem> {
  // A manual redirect has status 0 and says only that the gateway wants a login.
  const status = response.type === 'opaqueredirect' ? 401 : response.status
  const body = await bodyOf(response)
  return new Problem(
    status,
    text(body['title']) ?? `HTTP ${status}`,
    text(body['detail']),
    Array.isArray(body['errors']) ? (body['errors'] as FieldError[]) : [],
    text(body['basis']),
  )
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** What is given, as a query; empty values are left out. */
export function query(values: Readonly<Record<string, string | number | undefined>>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value))
  }
  return parameters.toString()
}
