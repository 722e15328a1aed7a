import { Problem, query, read, request } from './client'

export const SERVICES = ['intake', 'dispatch', 'mediation', 'risk', 'reporting'] as const
export type Service = (typeof SERVICES)[number]

/** An event a service has heard and cannot apply yet, or only when a person says so. */
export interface WaitingEvent {
  service: Service
  owner: string
  caseId: string
  caseNo?: string
  sequence: number
  type: string
  since: string
  /** Why a person must look; it waits by itself if null. */
  parked?: string | null
}

export interface Part {
  service: Service
  /** A part without a desk answers, but shows nothing. */
  state: 'up' | 'nodesk' | 'away' | 'forbidden'
  waiting: WaitingEvent[]
}

/** How a service is and what waits there; a service that is away is told as such, not thrown. */
export async function fetchPart(service: Service, signal?: AbortSignal): Promise<Part> {
  try {
    const answer = await read<Omit<WaitingEvent, 'service'>[] | { items: Omit<WaitingEvent, 'service'>[] }>(
      `/api/${service}/waiting?limit=200`, signal,
    )
    const items = Array.isArray(answer) ? answer : answer.items
    return { service, state: 'up', waiting: items.map((event) => ({ ...event, service })) }
  } catch (cause) {
    if (!(cause instanceof Problem) || cause.status === 401) throw cause
    const state = cause.status === 403 ? 'forbidden' : [404, 405].includes(cause.status) ? 'nodesk' : 'away'
    return { service, state, waiting: [] }
  }
}

export function fetchParts(signal?: AbortSignal): Promise<Part[]> {
  return Promise.all(SERVICES.map((service) => fetchPart(service, signal)))
}

/** Where a decision about a waiting event goes. */
export function decisionPath(event: WaitingEvent, decision: 'replay' | 'skip'): string {
  return `/api/${event.service}/waiting/${event.caseId}/${event.owner}/${event.sequence}/${decision}`
}

export interface Ledger {
  received: number
  registered: number
  linked: number
  refused: number
  infoOnly: number
  quarantined: number
  superseded: number
  inProgress: number
  duplicates: number
  difference: number
}

export const SYSTEMS = ['p110', 'h12345', 'petition', 'court', 'self', 'window', 'grid', 'cascade'] as const

export interface LedgerLine {
  system: string
  ledger: Ledger | null
  problem: Problem | null
}

/** The day's ledger of every source; one that cannot be had does not hide the others. */
export function fetchLedgers(date: string, signal?: AbortSignal): Promise<LedgerLine[]> {
  return Promise.all(
    SYSTEMS.map(async (system) => {
      try {
        return { system, ledger: await read<Ledger>(`/sources/${system}/ledger?${query({ date })}`, signal), problem: null }
      } catch (cause) {
        if (!(cause instanceof Problem) || cause.status === 401) throw cause
        return { system, ledger: null, problem: cause }
      }
    }),
  )
}

/** Whether the gateway itself is ready. */
export async function fetchGateway(signal?: AbortSignal): Promise<boolean> {
  return (await request('/q/health/ready', signal === undefined ? {} : { signal })).ok
}
