import { fetchCases } from '../api/cases'
import { query, read } from '../api/client'
import type { CaseListItem, Risk, Session } from '../api/types'
import type { TextKey } from '../locales'

/** Something that waits for the person. Words are found where it is shown. */
export interface Task {
  key: string
  caseNo: string
  title: string | null
  category: string | null
  regionCode: string | null
  unit: string | null
  /** A code of the group named. */
  state: { group: 'state' | 'orderState' | 'deskState' | 'resolutionState'; code: string } | null
  risk: Risk | null
  urgent: boolean
  dueAt: string | null
  since: string | null
  /** How many other cases may be the same matter. */
  candidates: number
}

export interface TaskSource {
  id: string
  title: TextKey
  empty: TextKey
  roles: readonly string[]
  load: (session: Session, signal: AbortSignal) => Promise<Task[]>
}

interface DeskLine {
  caseNo: string
  regionCode: string
  state: string
  urgent: boolean
  category: string
  unit: string | null
  changedAt: string
}

interface WaitingCase {
  caseNo: string
  regionCode: string
  title: string
  category: string
  registeredAt: string
  candidates: unknown[]
}

interface OrderLine {
  orderNo: string
  caseNo: string
  state: string
  title: string
  urgent: boolean
  category: string
  regionCode: string
  issuedAt: string | null
  signDueAt: string | null
  dueAt: string | null
}

interface ResolutionLine {
  caseNo: string
  regionCode: string
  state: string
  unit: string | null
  dueAt: string | null
  changedAt: string
}

interface RiskCaseLine {
  caseNo: string
  regionCode: string
  category: string
  level: Risk | null
  control: string
}

const NOTHING: Omit<Task, 'key' | 'caseNo'> = {
  title: null, category: null, regionCode: null, unit: null, state: null, risk: null, urgent: false, dueAt: null,
  since: null, candidates: 0,
}

const desk = async (signal: AbortSignal, results: boolean): Promise<Task[]> =>
  (await read<DeskLine[]>('/api/dispatch/desk?limit=100', signal))
    .filter((line) => (line.state === 'RESULT_IN') === results)
    .map((line) => ({
      ...NOTHING, ...line, key: line.caseNo, state: { group: 'deskState', code: line.state }, since: line.changedAt,
    }))

const listed = (item: CaseListItem): Task => ({
  ...NOTHING,
  key: item.caseNo, caseNo: item.caseNo, title: item.title, category: item.category, regionCode: item.regionCode,
  unit: item.unit ?? null, state: { group: 'state', code: item.state }, risk: item.risk ?? null,
  dueAt: item.dueAt ?? null, since: item.registeredAt,
})

const OPEN_ORDERS = ['ISSUED', 'SIGNED', 'SENT_BACK'] as const

async function orders(session: Session, signal: AbortSignal): Promise<Task[]> {
  const unit = session.unit ?? ''
  if (unit === '') return []
  const pages = await Promise.all(
    OPEN_ORDERS.map((state) =>
      read<{ items: OrderLine[] }>(
        `/departments/${encodeURIComponent(unit)}/orders?${query({ state, limit: 100 })}`, signal,
      ),
    ),
  )
  return byDue(
    pages.flatMap((page) => page.items).map((line) => ({
      ...NOTHING,
      key: line.orderNo, caseNo: line.caseNo, title: line.title, category: line.category,
      regionCode: line.regionCode, urgent: line.urgent, state: { group: 'orderState', code: line.state },
      // Until it is signed, signing is what is due.
      dueAt: line.state === 'ISSUED' ? line.signDueAt : line.dueAt, since: line.issuedAt,
    })),
  )
}

async function resolutions(states: readonly string[], signal: AbortSignal): Promise<Task[]> {
  const pages = await Promise.all(
    states.map((state) => read<ResolutionLine[]>(`/api/mediation/cases?${query({ state, limit: 100 })}`, signal)),
  )
  return byDue(
    pages.flat().map((line) => ({
      ...NOTHING, ...line, key: line.caseNo, state: { group: 'resolutionState', code: line.state },
      since: line.changedAt,
    })),
  )
}

/** The next to fall due first, those without a day last. */
export function byDue(tasks: Task[]): Task[] {
  const due = (task: Task) => task.dueAt ?? '9999'
  return tasks.sort((one, other) => due(one).localeCompare(due(other)))
}

/** What waits for whom; a person with several roles sees several. */
export const TASK_SOURCES: readonly TaskSource[] = [
  {
    id: 'triage', title: 'home.triage', empty: 'home.triageNone',
    roles: ['dispatcher', 'dispatcher-lead', 'political-legal'],
    load: (_session, signal) => desk(signal, false),
  },
  {
    id: 'results', title: 'home.results', empty: 'home.resultsNone', roles: ['dispatcher', 'dispatcher-lead'],
    load: (_session, signal) => desk(signal, true),
  },
  {
    id: 'acceptance', title: 'home.acceptance', empty: 'home.acceptanceNone', roles: ['window', 'unit-leader'],
    load: async (_session, signal) =>
      (await read<WaitingCase[]>('/api/intake/cases?limit=100', signal)).map((line) => ({
        ...NOTHING,
        key: line.caseNo, caseNo: line.caseNo, title: line.title, category: line.category,
        regionCode: line.regionCode, since: line.registeredAt, candidates: line.candidates.length,
      })),
  },
  { id: 'orders', title: 'home.orders', empty: 'home.ordersNone', roles: ['handler', 'unit-leader'], load: orders },
  {
    id: 'mediations', title: 'home.mediations', empty: 'home.mediationsNone', roles: ['mediator'],
    load: (_session, signal) => resolutions(['OPEN', 'MEDIATING', 'AGREED'], signal),
  },
  {
    id: 'visits', title: 'home.visits', empty: 'home.visitsNone', roles: ['visitor'],
    load: (_session, signal) => resolutions(['VISITING'], signal),
  },
  {
    id: 'overdue', title: 'home.overdue', empty: 'home.overdueNone',
    roles: ['leader', 'supervisor', 'political-legal', 'dispatcher-lead'],
    load: async (_session, signal) =>
      byDue((await fetchCases({ light: 'LIGHT_OVERDUE', limit: 20 }, signal)).items.map(listed)),
  },
  {
    id: 'red', title: 'home.red', empty: 'home.redNone', roles: ['risk-analyst', 'political-legal', 'leader'],
    load: async (_session, signal) =>
      (await read<RiskCaseLine[]>('/api/risk/cases?level=RISK_RED&limit=50', signal)).map((line) => ({
        ...NOTHING,
        key: line.caseNo, caseNo: line.caseNo, category: line.category, regionCode: line.regionCode,
        risk: line.level, urgent: line.control === 'NONE',
      })),
  },
  {
    id: 'newest', title: 'home.newest', empty: 'home.newestNone', roles: ['guide', 'expert', 'archivist', 'auditor'],
    load: async (_session, signal) => (await fetchCases({ limit: 15 }, signal)).items.map(listed),
  },
]
