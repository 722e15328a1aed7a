import { rows } from './mock.ts'

interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

const HOUR = 3_600_000
const at = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString()
const ok = (body: unknown, headers: Record<string, string> = {}): Answer => ({ status: 200, body, headers })

const STAGES = ['HUI', 'YAN', 'JIAO', 'BAN', 'DU', 'JIE', 'PING']
const STATES = ['REGISTERED', 'ACCEPTED', 'DISPATCHED', 'HANDLING', 'UNRESOLVED', 'RESOLVED', 'VISITING']
const TITLES = [
  '甲方反映小区物业公司停车收费与公示标准不符', '甲方与乙方因相邻排水沟堵塞发生争执', '甲方等六人反映工地拖欠工资',
  '甲方与乙方土地承包边界不清', '甲方与前夫因子女抚养费发生纠纷', '甲方反映楼下餐馆夜间噪声扰民', '甲方与乙方民间借贷还款纠纷',
]
const CATEGORIES = ['1504', '02', '1001', '0702', '01', '0901', '0401']
const UNITS = ['HOUSING', 'M001', 'HRSS', 'AGRI', 'WOMEN', 'ECO', 'COURT']
const LIGHTS = ['LIGHT_GREEN', 'LIGHT_OVERDUE', 'LIGHT_GREEN', 'LIGHT_YELLOW', 'LIGHT_RED', 'LIGHT_GREEN']
const RISKS = ['RISK_BLUE', 'RISK_BLUE', 'RISK_ORANGE', 'RISK_YELLOW', 'RISK_BLUE', 'RISK_RED']
const SOURCES = ['p110', 'h12345', 'petition', 'court', 'grid']

const item = (n: number) => {
  const stage = n % 7
  const timed = stage > 1 && stage < 5
  return {
    caseNo: `ZZ52052720261123${String(n).padStart(6, '0')}${n % 10}`,
    title: TITLES[n % 7],
    category: CATEGORIES[n % 7],
    stage: STAGES[stage],
    state: STATES[stage],
    light: timed ? LIGHTS[n % 6] : 'LIGHT_NONE',
    risk: RISKS[n % 6],
    regionCode: ['520527104000', '520527102000', '520527001000'][n % 3],
    unit: stage < 2 ? null : `520527-${UNITS[n % 7]}`,
    source: SOURCES[n % 5],
    registeredAt: at(-n * 1.3),
    dueAt: timed ? at((n % 6 === 1 ? -30 : 12) + n * 2) : null,
    demo: n % 4 === 0,
  }
}

const stages = STAGES.map((stage, n) => ({
  stage,
  open: [3, 5, 18, 42, 4, 11, 27][n],
  byLight: n > 1 && n < 5 ? { LIGHT_GREEN: 10 + n, LIGHT_YELLOW: 3, LIGHT_RED: 2, LIGHT_OVERDUE: n } : {},
}))
const counts = () => ({
  asOf: at(0), total: 128_431, open: 110, stages,
  byStage: { HUI: 3, BAN: 42 }, byRisk: { RISK_RED: 2, RISK_ORANGE: 5, RISK_BLUE: 103 },
  byLight: { LIGHT_GREEN: 80, LIGHT_YELLOW: 9, LIGHT_RED: 6, LIGHT_OVERDUE: 9 }, today: { registered: 37, closed: 21 },
})

const file = (caseNo: string) => ({
  ...item(3), caseNo, caseId: '0198c0de-0000-7000-8000-000000000001', caseCode: 'K7W4XF5T9Q2M',
  title: TITLES[2], category: '1001', stage: 'BAN', state: 'MEDIATING', light: 'LIGHT_YELLOW', risk: 'RISK_ORANGE',
  unit: '520527-M001', dueAt: at(40), demo: true, secrecy: 'NORMAL', flags: ['WAGE', 'MASS'], reopenCount: 1,
  absorbed: ['ZZ520527202611220000117'], noticeNo: '受理〔2026〕1042号',
  triage: { grade: 'MAJOR', difficulty: 'HARD', route: 'MEDIATION', listSide: 'GOV' },
  summary: '甲方等六人称在某工地做工三个月，乙方拖欠工资共计四万余元，多次催要未果，近日准备到工地集体讨要。', asOf: at(0),
  nodes: STAGES.map((code, n) => ({ code, enteredAt: n < 4 ? at(-50 + n * 4) : null, leftAt: n < 3 ? at(-46 + n * 4) : null, active: n === 3 })),
  records: [
    { system: 'p110', sourceKey: '52052720261121093015077', receivedAt: at(-50), status: 'REGISTERED' },
    { system: 'h12345', sourceKey: 'HZ2026112100318', receivedAt: at(-31), status: 'LINKED' },
  ],
  parties: [
    { role: 'APPLICANT', name: '王**', phone: '140****0001' }, { role: 'RESPONDENT', name: '贵州某某建筑***', phone: null },
  ],
  orders: [
    {
      orderNo: `${caseNo}-01`, kind: 'HANDLE', unit: '520527-HRSS', state: 'RETURNED', urgent: false, issuedAt: at(-44),
      signedAt: null, signDueAt: at(-20), dueAt: at(60), dueRule: 'grade.normal', finishedAt: null,
    },
    {
      orderNo: `${caseNo}-02`, kind: 'HANDLE', unit: '520527-M001', state: 'SIGNED', urgent: true, issuedAt: at(-30),
      signedAt: at(-29), signDueAt: at(-28), dueAt: at(40), dueRule: 'grade.major', finishedAt: null,
    },
  ],
  sessions: [{ no: 1, heldAt: at(-20), mode: 'ONSITE', type: 'PEOPLE' }],
  agreements: [
    {
      agreementNo: `${caseNo}-X1`, form: 'WRITTEN', amount: '41600.00', effectiveAt: at(-5), confirmationDueOn: '2026-12-22',
      instalments: [
        { seq: 1, amount: '21600.00', dueDate: '2026-11-20', state: 'DONE', paidOn: '2026-11-20' },
        { seq: 2, amount: '20000.00', dueDate: '2026-12-20', state: 'PENDING', paidOn: null },
      ],
    },
  ],
  visits: [], feedback: [{ system: 'p110', sourceKey: '52052720261121093015077', kind: 'ACCEPTED', state: 'DELIVERED', at: at(-48) }],
  riskHistory: [{ level: 'RISK_ORANGE', score: 42, hardRule: 'R04>=5+R16', factors: ['R04 15', 'R12 12', 'R16 15'], at: at(-49) }],
  decisions: [
    { what: 'CATEGORY', rule: 'category.keywords', inputs: { words: '工资 拖欠 工地' }, alternatives: ['1003', '0403'], score: 0.92, at: at(-50) },
    {
      what: 'TRIAGE', rule: 'route.default.10', inputs: { category: '1001', region: '520527104000', unit: '520527-HRSS' },
      alternatives: ['520527-M001', '520527-UNION'], score: 1, at: at(-44),
    },
  ],
  journal: [
    { at: at(-50), owner: 'intake', event: 'org.fengqiao.intake.case-registered.v1', sequence: 1, actor: 'system', rule: null },
    { at: at(-49), owner: 'intake', event: 'org.fengqiao.intake.case-accepted.v1', sequence: 2, actor: 'system', rule: 'auto_accept' },
    { at: at(-44), owner: 'dispatch', event: 'org.fengqiao.dispatch.order-issued.v1', sequence: 2, actor: 'dispatcher-520527', unit: '520527-ZZ', role: 'dispatcher', rule: 'grade.normal' },
    { at: at(-29), owner: 'mediation', event: 'org.fengqiao.mediation.mediation-started.v1', sequence: 1, actor: 'mediator-520527', unit: '520527-M001', role: 'mediator' },
  ],
})

const flow = SOURCES.flatMap((source, s) =>
  CATEGORIES.map((category, c) => ({ source, category: category.slice(0, 2), unit: `520527-${UNITS[(c + (s > 3 ? 1 : 0)) % 7]}`, n: 5 + ((s * 7 + c * 3) % 40) })),
)

/** What the platform would say; null lets vite answer. */
export function answerFor(method: string, url: URL, person: string): Answer | null {
  const path = url.pathname
  if (path === '/auth/me') {
    if (person === 'nobody') return { status: 401, body: { localRealm: true } }
    const unit = { mediator: '520527-M001', handler: '520527-HOUSING', 'unit-leader': '520527-HOUSING' }[person] ?? null
    return ok({ user: `${person}-520527`, roles: [person, 'offline_access'], region: '520527', unit, localRealm: true })
  }
  if (path === '/auth/logout') return ok({ location: '/' })
  if (path === '/q/health/ready') return ok({ status: 'UP' })
  if (!/^\/(api|departments|sources)\//.test(path)) return null
  if (method === 'POST') {
    return path.endsWith('/fail')
      ? { status: 422, body: { title: '请求内容有误', detail: '/reason 应为以下之一', errors: [{ pointer: '/reason', detail: '一方拒绝须写明经过' }], basis: '人民调解法第十七条' } }
      : ok({})
  }
  if (path === '/api/reference') {
    return ok({
      version: 'v0', regions: rows('regions.csv'), units: rows('units.csv'), categories: rows('categories.csv'),
      rules: [...rows('time-limits.csv'), ...rows('routing.csv').map((row) => ({ ...row, name: '分派表' }))],
    })
  }
  if (path === '/api/counts') return ok(counts())
  if (path === '/api/counts/cases') return ok({ count: 1000, capped: true })
  if (path === '/api/counts/board') {
    return ok({ counts: counts(), columns: STAGES.map((stage, s) => ({ stage, items: s === 4 ? [] : [0, 1, 2, 3].map((n) => item(s + n * 7)) })) })
  }
  if (path === '/api/counts/screen') {
    return ok({
      counts: counts(), flow, levels: [{ name: 'VILLAGE', n: 8210 }, { name: 'TOWNSHIP', n: 3460 }, { name: 'COUNTY', n: 1022 }],
      trend: Array.from({ length: 30 }, (_, n) => ({ day: at(-24 * (29 - n)).slice(0, 10), registered: 30 + ((n * 7) % 23), closed: 24 + ((n * 5) % 19) })),
      regions: rows('regions.csv').filter(({ code }) => code.startsWith('520527') && code !== '520527000000').slice(0, 12).map(({ code }, n) => ({ name: code, n: 40 - n * 3 })),
      alerts: [1, 10, 17, 4, 24].map(item),
    })
  }
  if (path === '/api/cases') {
    const from = Number(url.searchParams.get('after') ?? 0)
    return ok(Array.from({ length: 25 }, (_, n) => item(from + n + 1)), { link: `</api/cases?after=${from + 25}>; rel="next"` })
  }
  if (path.startsWith('/api/cases/')) {
    return path.endsWith('/none') ? { status: 404, body: { title: 'no', detail: '没有该案件' } } : ok(file(path.slice('/api/cases/'.length)))
  }
  if (path === '/api/dispatch/desk') {
    return ok([1, 2, 3].map((n) => ({ ...item(n), state: n === 2 ? 'RESULT_IN' : 'RECEIVED', urgent: n === 1, changedAt: at(-n) })))
  }
  if (path.endsWith('/contacts')) {
    return ok({ parties: [{ role: 'APPLICANT', kind: 'PERSON', name: '王小明', phones: ['14000000001'], address: '六曲河镇某村', hidden: null }] })
  }
  if (path === '/api/intake/cases') return ok([4, 5].map((n) => ({ ...item(n), candidates: [{ caseNo: item(9).caseNo }] })))
  if (path === '/api/mediation/cases') return ok([1, 2].map((n) => ({ ...item(n), state: url.searchParams.get('state'), changedAt: at(-n), dueAt: at(n * 20 - 30) })))
  if (path === '/api/risk/cases') return ok([item(5)].map((one) => ({ ...one, level: 'RISK_RED', score: 90, control: 'NONE' })))
  if (path.startsWith('/departments/')) {
    return ok({ items: url.searchParams.get('state') === 'SIGNED' ? [8, 9].map((n) => ({ ...item(n), orderNo: `${item(n).caseNo}-01`, state: 'SIGNED', urgent: n === 9, issuedAt: at(-9), signDueAt: at(-2), dueAt: at(20 * n - 170) })) : [], next: 0 })
  }
  if (/^\/api\/\w+\/waiting$/.test(path)) {
    if (path.includes('risk')) return { status: 503, body: { title: 'away' } }
    return ok(path.includes('mediation') ? [{ owner: 'dispatch', caseId: '0198c0de-0000-7000-8000-000000000001', caseNo: item(3).caseNo, sequence: 4, type: 'org.fengqiao.dispatch.order-issued.v1', since: at(-3), parked: 'IllegalArgumentException' }] : [])
  }
  if (path.endsWith('/ledger')) {
    if (path.includes('court')) return { status: 403, body: { title: 'forbidden' } }
    return ok({ received: 41, registered: 30, linked: 6, refused: 1, infoOnly: 3, quarantined: 1, superseded: 0, inProgress: 0, duplicates: 5, difference: 0 })
  }
  return { status: 404, body: { title: 'unknown' } }
}
