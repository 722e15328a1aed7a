import type { CaseFile, Order, Session } from '../api/types'
import type { CodeGroup, TextKey } from '../locales'

/** One field of a form; its name is the member of the request and the pointer of a problem. */
export type Field =
  | { kind: 'select'; name: string; label: TextKey; group: CodeGroup; codes: readonly string[]; required?: boolean }
  | { kind: 'text' | 'area' | 'date'; name: string; label: TextKey; required?: boolean; hint?: TextKey }
  | { kind: 'check'; name: string; label: TextKey }
  | { kind: 'unit' | 'category' | 'candidate'; name: string; label: TextKey; required?: boolean }
  | { kind: 'instalments'; name: string; label: TextKey }

/** What a person may do with a case now: a form and where it goes. */
export interface Action {
  id: string
  title: TextKey
  /** Named beside the title where there are several, e.g. the number of an instalment. */
  of?: string
  path: string
  fields: readonly Field[]
  /** Sent beside what the form holds. */
  fixed?: Record<string, unknown>
  /** Ends or refuses something: drawn with restraint, asked twice by its form. */
  grave?: boolean
}

const MEDIATION_FAILURES = ['PARTY_REFUSED', 'NO_AGREEMENT', 'UNREACHABLE', 'TIMED_OUT'] as const
const VISIT_FAILURES = ['NOT_PERFORMED', 'RECURRED', 'DISSATISFIED'] as const
const REFUSALS = [
  'OTHER_REGION', 'NOT_A_DISPUTE', 'IN_COURT', 'IN_OTHER_ROUTE', 'PETITION_ENDED', 'UNCLEAR_UNREACHABLE', 'DUPLICATE',
  'MALICIOUS', 'SPECIAL_PROCEDURE', 'PARTY_REFUSES_MEDIATION', 'OTHER',
] as const
const RETURNS = [
  'OTHER_AREA', 'OTHER_DUTY', 'OTHER_OWNERSHIP', 'NEEDS_SEVERAL_UNITS', 'LACKS_FACTS', 'ALREADY_HANDLED', 'OTHER',
] as const
const SEND_BACKS = [
  'REQUEST_UNANSWERED', 'INCOMPLETE', 'EVIDENCE_MISSING', 'PARTY_NOT_INFORMED', 'WRONG_BASIS', 'OTHER',
] as const
const METHODS = [
  'ANSWERED', 'SELF_SETTLED', 'PEOPLE_MEDIATION', 'ADMINISTRATIVE_MEDIATION', 'JUDICIAL_MEDIATION',
  'PROFESSIONAL_MEDIATION', 'REDIRECTED', 'OTHER',
] as const
const RESULTS = ['SUCCESS', 'PARTIAL', 'FAILED', 'WITHDRAWN', 'REDIRECTED'] as const
const CANCELS = ['SETTLED', 'APPLICANT_WITHDREW', 'REGISTERED_BY_MISTAKE'] as const
const SATISFACTIONS = ['VERY_SATISFIED', 'SATISFIED', 'FAIR', 'DISSATISFIED', 'VERY_DISSATISFIED'] as const
const OPEN_ORDERS = ['ISSUED', 'SIGNED', 'SENT_BACK']
const ENDED = ['CLOSED', 'ARCHIVED', 'REFUSED', 'CONCLUDED', 'MERGED', 'CANCELLED']
const TRIAGEABLE = ['ACCEPTED', 'TRIAGED', 'UNRESOLVED']

const text = (label: TextKey, required = true): Field => ({ kind: 'area', name: 'text', label, required })
const select = (
  name: string, label: TextKey, group: CodeGroup, codes: readonly string[], required = true,
): Field => ({ kind: 'select', name, label, group, codes, required })

/**
 * What this person may do with this case now. The services decide for themselves; this only spares people forms that would be
 * refused.
 */
export function actionsOf(file: CaseFile, session: Session): Action[] {
  const as = (...roles: string[]) => roles.some((role) => session.roles.includes(role))
  return [
    ...(as('window', 'unit-leader', 'political-legal') ? atTheWindow(file) : []),
    ...atTheDesk(file, as),
    ...(as('handler', 'unit-leader') ? withTheOrder(file, session) : []),
    ...(as('mediator') ? atTheTable(file, session) : []),
    ...(as('mediator', 'visitor') ? payments(file, session, as('visitor')) : []),
    ...(as('visitor') ? afterwards(file) : []),
    ...underControl(file, as),
  ]
}

function atTheWindow(file: CaseFile): Action[] {
  const base = `/api/intake/cases/${file.caseNo}`
  const cancel: Action = {
    id: 'cancel', title: 'action.cancel', path: `${base}/cancel`, grave: true,
    fields: [select('reason', 'action.reason', 'cancelReason', CANCELS)],
  }
  if (file.state !== 'REGISTERED') return ENDED.includes(file.state) ? [] : [cancel]
  return [
    { id: 'accept', title: 'action.accept', path: `${base}/accept`, fields: [] },
    {
      id: 'merge', title: 'action.merge', path: `${base}/merge`,
      fields: [{ kind: 'candidate', name: 'with', label: 'action.mergeWith', required: true }],
    },
    {
      id: 'refuse', title: 'action.refuse', path: `${base}/refuse`, grave: true,
      fields: [
        select('reason', 'action.reason', 'refusalReason', REFUSALS),
        { kind: 'area', name: 'advice', label: 'action.advice', hint: 'action.adviceHint' },
      ],
    },
    cancel,
  ]
}

function atTheDesk(file: CaseFile, as: (...roles: string[]) => boolean): Action[] {
  const base = `/api/dispatch/cases/${file.caseNo}`
  const weighty = file.risk === 'RISK_RED' || file.triage?.grade === 'CRITICAL'
  const found: Action[] = []
  if (TRIAGEABLE.includes(file.state) && as('dispatcher', 'dispatcher-lead', 'political-legal')) {
    found.push({
      id: 'triage', title: 'action.triage', path: `${base}/triage`,
      fields: [
        select('grade', 'action.grade', 'grade', ['NORMAL', 'MAJOR', 'CRITICAL']),
        select('difficulty', 'action.difficulty', 'difficulty', ['NORMAL', 'HARD', 'SHARP']),
        { kind: 'category', name: 'category', label: 'file.category' },
        { kind: 'unit', name: 'unit', label: 'action.leadUnit', required: true },
        { kind: 'area', name: 'reason', label: 'action.reason', required: true, hint: 'action.triageHint' },
      ],
    })
  }
  if (file.state === 'RESOLVED' && as('dispatcher', 'dispatcher-lead')) {
    found.push(
      { id: 'result-accept', title: 'action.resultAccept', path: `${base}/result/accept`, fields: [] },
      {
        id: 'send-back', title: 'action.sendBack', path: `${base}/result/send-back`, grave: true,
        fields: [select('reason', 'action.reason', 'sendBackReason', SEND_BACKS), text('action.words', false)],
      },
    )
  }
  if (weighty && !ENDED.includes(file.state)) {
    if (as('leader', 'political-legal')) {
      found.push({ id: 'approve', title: 'action.approve', path: `${base}/leader-approval`, fields: [] })
    }
    if (as('dispatcher-lead', 'political-legal', 'expert')) {
      found.push({ id: 'opinion', title: 'action.opinion', path: `${base}/opinion`, fields: [] })
    }
  }
  if (!ENDED.includes(file.state) && as('dispatcher-lead', 'political-legal')) {
    found.push({
      id: 'conclude', title: 'action.conclude', path: `${base}/conclude`, grave: true,
      fields: [select('result', 'action.result', 'resolutionResult', RESULTS)],
    })
  }
  return found
}

function openOrder(file: CaseFile, session: Session): Order | undefined {
  return file.orders.findLast((order) => order.unit === session.unit && OPEN_ORDERS.includes(order.state))
}

function withTheOrder(file: CaseFile, session: Session): Action[] {
  const order = openOrder(file, session)
  if (order === undefined) return []
  const base = `/departments/${order.unit}/orders/${order.orderNo}`
  const giveBack: Action = {
    id: 'return', title: 'action.return', path: `${base}/return`, grave: true,
    fields: [
      select('reason', 'action.reason', 'returnReason', RETURNS),
      { kind: 'unit', name: 'suggestedUnit', label: 'action.suggestedUnit' },
      text('action.words', false),
    ],
  }
  if (order.state === 'ISSUED') {
    return [{ id: 'sign', title: 'action.sign', path: `${base}/sign`, fields: [] }, giveBack]
  }
  return [
    { id: 'contact', title: 'action.contact', path: `${base}/contact`, fields: [text('action.contactText')] },
    { id: 'progress', title: 'action.progress', path: `${base}/progress`, fields: [text('action.progressText')] },
    {
      id: 'finish', title: 'action.finish', path: `${base}/finish`,
      fields: [
        select('resultCode', 'action.method', 'resolutionMethod', METHODS),
        text('action.resultText'),
        { kind: 'check', name: 'partyInformed', label: 'action.partyInformed' },
      ],
    },
    giveBack,
  ]
}

function atTheTable(file: CaseFile, session: Session): Action[] {
  if (openOrder(file, session) === undefined) return []
  const base = `/api/mediation/cases/${file.caseNo}`
  if (file.state !== 'MEDIATING') {
    return [
      {
        id: 'start', title: 'action.start', path: `${base}/start`,
        fields: [
          select('type', 'action.mediationType', 'mediationType', ['PEOPLE', 'ADMINISTRATIVE', 'JUDICIAL', 'PROFESSIONAL']),
        ],
      },
    ]
  }
  return [
    {
      id: 'session', title: 'action.session', path: `${base}/sessions`,
      fields: [select('mode', 'file.sessions.mode', 'sessionMode', ['ONSITE', 'ONLINE', 'MIXED'])],
    },
    {
      id: 'agreement', title: 'action.agreement', path: `${base}/agreement`,
      fields: [
        select('form', 'file.agreements.form', 'agreementForm', ['WRITTEN', 'ORAL']),
        { kind: 'instalments', name: 'instalments', label: 'file.agreements.instalments' },
        { kind: 'check', name: 'confirmationIntended', label: 'action.confirmation' },
      ],
    },
    {
      id: 'fail', title: 'action.fail', path: `${base}/fail`, grave: true,
      fields: [select('reason', 'action.reason', 'mediationFailure', MEDIATION_FAILURES)],
    },
  ]
}

function payments(file: CaseFile, session: Session, everywhere: boolean): Action[] {
  const mine = everywhere || file.orders.some((order) => order.unit === session.unit)
  const owed = (file.agreements.at(-1)?.instalments ?? []).filter(({ paidOn }) => (paidOn ?? null) === null)
  if (!mine) return []
  return owed.map(({ seq }) => ({
    id: `payment-${seq}`, title: 'action.payment', of: String(seq),
    path: `/api/mediation/cases/${file.caseNo}/instalments/${seq}/payment`,
    fields: [{ kind: 'date', name: 'paidOn', label: 'file.agreements.paidOn', required: true }],
  }))
}

function afterwards(file: CaseFile): Action[] {
  if (file.state !== 'VISITING') return []
  const path = `/api/mediation/cases/${file.caseNo}/visit`
  return [
    {
      id: 'visit-passed', title: 'action.visitPassed', path, fixed: { passed: true },
      fields: [
        select('method', 'file.visits.method', 'visitMethod', ['PHONE', 'SMS', 'ONSITE', 'ONLINE', 'WINDOW']),
        select('satisfaction', 'file.visits.satisfaction', 'satisfaction', SATISFACTIONS),
      ],
    },
    {
      id: 'visit-failed', title: 'action.visitFailed', path, fixed: { passed: false }, grave: true,
      fields: [select('reason', 'action.reason', 'visitFailure', VISIT_FAILURES)],
    },
  ]
}

function underControl(file: CaseFile, as: (...roles: string[]) => boolean): Action[] {
  if (file.risk !== 'RISK_RED' || ENDED.includes(file.state)) return []
  const base = `/api/risk/cases/${file.caseNo}/control`
  const last = file.riskHistory.map(({ level }) => level).findLast((level) => level.startsWith('CONTROL_'))
  if (last === 'CONTROL_STARTED') {
    return as('political-legal')
      ? [{ id: 'control-release', title: 'action.controlRelease', path: `${base}/release`, fields: [], grave: true }]
      : []
  }
  return as('risk-analyst', 'political-legal') && last === undefined
    ? [{ id: 'control-start', title: 'action.controlStart', path: `${base}/start`, fields: [] }]
    : []
}
