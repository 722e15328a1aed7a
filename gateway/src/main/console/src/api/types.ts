/**
 * What the pages read. reporting serves the cases and counts, the gateway `/auth/me`; the names are agreed with both.
 *
 * Instants are ISO 8601 in UTC, dates are Shanghai dates, amounts are yuan; what is unknown is null or left out. Codes stay codes
 * here; words are in `src/locales`.
 */

/** 汇研交办督结评. */
export const STAGES = ['HUI', 'YAN', 'JIAO', 'BAN', 'DU', 'JIE', 'PING'] as const
export type Stage = (typeof STAGES)[number]

export const LIGHTS = [
  'LIGHT_NONE',
  'LIGHT_GREEN',
  'LIGHT_YELLOW',
  'LIGHT_RED',
  'LIGHT_OVERDUE',
] as const
export type Light = (typeof LIGHTS)[number]

/** From the highest down. */
export const RISKS = ['RISK_RED', 'RISK_ORANGE', 'RISK_YELLOW', 'RISK_BLUE'] as const
export type Risk = (typeof RISKS)[number]

/** `GET /auth/me`; 401 without a session. */
export interface Session {
  user: string
  name?: string
  roles: readonly string[]
  /** 12-digit code or prefix: what the person may see. */
  region?: string | null
  unit?: string | null
  /** The realm with invented people and known passwords: never in production. */
  localRealm?: boolean
}

/** `GET /api/cases` */
export interface CaseListItem {
  caseNo: string
  title: string
  category: string
  stage?: Stage | null
  light: Light
  risk?: Risk | null
  regionCode: string
  unit?: string | null
  registeredAt: string
  dueAt?: string | null
  state: string
  source?: string
  demo?: boolean
}

/** `GET /api/counts` */
export interface Counts {
  asOf: string
  total: number
  open: number
  byStage: Partial<Record<Stage, number>>
  byRisk: Partial<Record<Risk, number>>
  byLight: Partial<Record<Light, number>>
  stages: StageCount[]
  today: { registered: number; closed: number }
}

/** Open cases of a stage. */
export interface StageCount {
  stage: Stage
  open: number
  byLight: Partial<Record<Light, number>>
}

/** `GET /api/counts/board` */
export interface Board {
  counts: Counts
  columns: { stage: Stage; items: CaseListItem[] }[]
}

/** `GET /api/counts/screen` */
export interface Screen {
  counts: Counts
  flow: Flow[]
  levels: Named[]
  trend: { day: string; registered: number; closed: number }[]
  regions: Named[]
  alerts: CaseListItem[]
}

/** Unit is empty before the first order. */
export interface Flow {
  source: string
  category: string
  unit: string
  n: number
}

export interface Named {
  name: string
  n: number
}

/** `GET /api/reference` */
export interface Reference {
  version: string
  regions: { code: string; name: string; parent: string; level: string }[]
  units: { code: string; name: string; region: string; mediates: boolean }[]
  categories: { code: string; name: string }[]
  rules: { rule: string; name: string; basis: string }[]
}

/** `GET /api/cases/{caseNo}` */
export interface CaseFile {
  caseNo: string
  caseId: string
  caseCode: string
  title: string
  summary: string
  category: string
  state: string
  stage?: Stage | null
  light: Light
  risk?: Risk | null
  secrecy: string
  regionCode: string
  demo: boolean
  unit?: string | null
  dueAt?: string | null
  triage?: Triage | null
  noticeNo?: string | null
  flags: string[]
  reopenCount: number
  absorbed: string[]
  registeredAt: string
  /** Up to which moment reporting has seen events. */
  asOf: string
  nodes: CaseNode[]
  records: SourceRecord[]
  parties: Party[]
  orders: Order[]
  sessions: MediationSession[]
  agreements: Agreement[]
  visits: Visit[]
  riskHistory: RiskAssessment[]
  feedback: Feedback[]
  decisions: Decision[]
  journal: JournalEntry[]
}

export interface Triage {
  grade: string
  difficulty: string
  route: string
  listSide: string
}

/** Why something was decided. */
export interface Decision {
  what: string
  rule: string
  inputs: Record<string, string>
  alternatives: string[]
  score: number
  at: string
}

export interface CaseNode {
  code: Stage
  name?: string
  enteredAt?: string | null
  leftAt?: string | null
  active: boolean
}

export interface SourceRecord {
  system: string
  sourceKey: string
  receivedAt: string
  status: string
}

/** Masked by the server. */
export interface Party {
  role: string
  name: string
  phone?: string | null
}

/** As the audited look shows a party; `hidden` says why the rest is not. */
export interface FullParty {
  role: string
  kind: string
  name?: string | null
  phones: string[]
  address?: string | null
  language?: string | null
  hidden?: string | null
}

export interface Order {
  orderNo: string
  kind: string
  unit: string
  state: string
  urgent: boolean
  issuedAt: string
  signedAt?: string | null
  signDueAt?: string | null
  dueAt?: string | null
  dueRule?: string | null
  finishedAt?: string | null
}

export interface MediationSession {
  no: number
  heldAt: string
  mode: string
  type?: string
}

export interface Agreement {
  agreementNo: string
  form: string
  amount?: number | string | null
  effectiveAt?: string | null
  confirmationDueOn?: string | null
  instalments: Instalment[]
}

export interface Instalment {
  seq: number
  amount: number | string
  dueDate: string
  state: string
  paidOn?: string | null
}

export interface Visit {
  no: number
  dueAt?: string | null
  doneAt?: string | null
  method?: string | null
  satisfaction?: string | null
  state: string
}

export interface RiskAssessment {
  level: Risk | ControlMark
  score?: number | null
  hardRule?: string | null
  factors: RiskFactor[]
  at: string
}

/** Start and release of the 24-hour control stand among the assessments. */
export type ControlMark = 'CONTROL_STARTED' | 'CONTROL_RELEASED'

/** Either a bare rule code or a rule with what it weighed and why. */
export type RiskFactor = string | { code: string; weight?: number; explanation?: string }

export interface Feedback {
  system: string
  sourceKey: string
  kind: string
  state: string
  at?: string | null
}

export interface JournalEntry {
  at: string
  owner: string
  event: string
  sequence: number
  actor?: string | null
  unit?: string | null
  role?: string | null
  rule?: string | null
}
