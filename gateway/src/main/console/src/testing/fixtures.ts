import type { CaseFile, CaseListItem, Counts, Reference, Session } from '../api/types'

/** For tests: what services answer. */
export const COUNTS: Counts = {
  asOf: '2026-11-22T00:00:00Z',
  total: 3,
  open: 2,
  stages: [{ stage: 'BAN', open: 2, byLight: { LIGHT_OVERDUE: 1 } }],
  byStage: { HUI: 1, BAN: 2 },
  byRisk: { RISK_RED: 1 },
  byLight: { LIGHT_OVERDUE: 1 },
  today: { registered: 2, closed: 0 },
}
export const CASE: CaseListItem = {
  caseNo: 'ZZ52052720261122000001',
  title: '甲方与乙方邻里排水纠纷',
  category: '02',
  stage: 'BAN',
  light: 'LIGHT_OVERDUE',
  risk: 'RISK_RED',
  regionCode: '520527104000',
  unit: null,
  registeredAt: '2026-11-21T00:00:00Z',
  dueAt: '2026-11-21T16:00:00Z',
  state: 'HANDLING',
}
export const FILE: CaseFile = {
  ...CASE,
  caseId: '0198c0de-0000-7000-8000-000000000001',
  demo: false,
  flags: ['WAGE'],
  reopenCount: 0,
  absorbed: [],
  decisions: [
    {
      what: 'TRIAGE', rule: 'route.default.02', inputs: { category: '02' }, alternatives: ['520527-M002'], score: 1,
      at: '2026-11-21T00:00:00Z',
    },
  ],
  caseCode: 'K7W4XF5T9Q2M',
  summary: '因排水多次争吵',
  secrecy: 'RESTRICTED',
  asOf: '2026-11-22T00:00:00Z',
  nodes: [{ code: 'HUI', enteredAt: '2026-11-21T00:00:00Z', leftAt: null, active: true }],
  records: [{ system: 'p110', sourceKey: '5205', receivedAt: '2026-11-21T00:00:00Z', status: 'REGISTERED' }],
  parties: [{ role: 'APPLICANT', name: '王*', phone: '140****0001' }],
  orders: [
    {
      orderNo: 'GD1', kind: 'HANDLE', unit: '520527-M001', state: 'SIGNED', urgent: true,
      issuedAt: '2026-11-21T00:00:00Z', signedAt: null, signDueAt: null,
      dueAt: '2026-11-28T16:00:00Z', dueRule: 'grade.normal', finishedAt: null,
    },
  ],
  sessions: [],
  agreements: [
    {
      agreementNo: 'XY1', form: 'WRITTEN', amount: '3680.00', effectiveAt: null,
      instalments: [
        { seq: 1, amount: '1680.00', dueDate: '2026-12-01', state: 'DONE_LATE', paidOn: '2026-12-03' },
        { seq: 2, amount: '2000.00', dueDate: '2027-01-01', state: 'PENDING', paidOn: null },
      ],
    },
  ],
  visits: [],
  riskHistory: [{ level: 'RISK_RED', score: null, hardRule: 'R05', factors: ['R05'], at: '2026-11-21T00:00:00Z' }],
  feedback: [],
  journal: [
    { at: '2026-11-21T00:00:00Z', owner: 'intake', event: 'CaseRegistered', sequence: 1, actor: 'system', role: null, rule: 'auto' },
    { at: '2026-11-21T00:00:00Z', owner: 'intake', event: 'CaseAccepted', sequence: 2, actor: 'window-520527', role: 'window', rule: null },
  ],
}
export const REFERENCE: Reference = {
  version: 'v0',
  regions: [
    { code: '520527000000', name: '赫章县', parent: '520500000000', level: 'COUNTY' },
    { code: '520527104000', name: '六曲河镇', parent: '520527000000', level: 'TOWNSHIP' },
  ],
  units: [
    { code: '520527-M001', name: '赫章县综治中心人民调解委员会', region: '520527000000', mediates: true },
    { code: '520527-HOUSING', name: '赫章县住建局', region: '520527000000', mediates: false },
  ],
  categories: [{ code: '02', name: '邻里纠纷' }],
  rules: [{ rule: 'route.default.02', name: '分派表', basis: '默认值(可配置)' }],
}
export const DISPATCHER: Session = { user: 'dispatcher-520527', roles: ['dispatcher'], region: '520527', unit: null }
