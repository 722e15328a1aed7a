import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import type { CaseFile, CaseListItem, Counts } from '../api/types'
import { i18n } from '../locales'
import CaseFilePage from './CaseFilePage.vue'
import CaseListPage from './CaseListPage.vue'

const COUNTS: Counts = {
  total: 3,
  byStage: { HUI: 1, BAN: 2 },
  byRisk: { RISK_RED: 1 },
  byLight: { LIGHT_OVERDUE: 1 },
  today: { registered: 2, closed: 0 },
}
const CASE: CaseListItem = {
  caseNo: 'ZZ52052720261122000001',
  title: '甲方与乙方邻里纠纷',
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
const FILE: CaseFile = {
  ...CASE,
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

let answers: Record<string, { status: number; body: unknown }> = {}
let asked: string[] = []
let router: Router
let page: VueWrapper

beforeEach(() => {
  asked = []
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path)
    const { status, body } = answers[path.split('?')[0] ?? ''] ?? { status: 404, body: {} }
    return Promise.resolve(
      new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }),
    )
  })
  router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'landing', component: { template: '<i />' } },
      { path: '/cases', name: 'cases', component: CaseListPage },
      { path: '/cases/:caseNo', name: 'case', component: CaseFilePage, props: true },
    ],
  })
})
afterEach(() => {
  page.unmount()
})

async function open(path: string, given: typeof answers): Promise<void> {
  answers = given
  await router.push(path)
  page = mount({ template: '<router-view />' }, { global: { plugins: [i18n, router] } })
  await flushPromises()
}

const ok = (body: unknown) => ({ status: 200, body })

describe('the list of cases', () => {
  it('shows cases and counts with words', async () => {
    await open('/cases', { '/api/cases': ok({ items: [CASE] }), '/api/counts': ok(COUNTS) })

    const row = page.get('tbody tr').text()
    expect(row).toContain('甲方与乙方邻里纠纷')
    expect(row).toContain('限时办理')
    expect(row).toContain('超期')
    expect(row).toContain('红色')
    expect(row).toContain('2026-11-21 24:00')
    expect(page.get('tbody a').attributes('href')).toBe('/cases/ZZ52052720261122000001')
    expect(page.get('.tiles').text()).toContain('案件总数3')
  })

  it('reads what was left out as unknown', async () => {
    const { caseNo, title, category, light, regionCode, registeredAt, state } = CASE
    const bare = { caseNo, title, category, light, regionCode, registeredAt, state }
    await open('/cases', { '/api/cases': ok({ items: [bare] }), '/api/counts': ok(COUNTS) })

    expect(page.findAll('tbody td').map((cell) => cell.text())).toEqual([
      expect.stringContaining(title), '—办理中', '超期', '未评估', '—', '2026-11-21 08:00', '—',
    ])
  })

  it('says that there is nothing yet, and differently that nothing matches', async () => {
    await open('/cases', { '/api/cases': ok({ items: [] }), '/api/counts': ok(COUNTS) })
    expect(page.text()).toContain('还没有案件')

    await router.push('/cases?stage=DU')
    await flushPromises()
    expect(page.text()).toContain('没有符合条件的案件')
    expect(asked.at(-1)).toContain('stage=DU')
  })

  it('is filtered by a stage and by words through its address', async () => {
    await open('/cases', { '/api/cases': ok({ items: [CASE] }), '/api/counts': ok(COUNTS) })

    await page.findAll('.stages button')[3]?.trigger('click')
    await flushPromises()
    await page.get('input').setValue(' 水沟 ')
    await page.get('form').trigger('submit')
    await flushPromises()

    expect(router.currentRoute.value.query).toEqual({ stage: 'BAN', q: '水沟' })
    expect(page.findAll('.stages button')[3]?.attributes('aria-pressed')).toBe('true')
    const last = new URLSearchParams(asked.at(-1)?.split('?')[1])
    expect(Object.fromEntries(last)).toEqual({ stage: 'BAN', q: '水沟', limit: '50' })
  })

  it('says why there is no answer and tries again on demand', async () => {
    await open('/cases', { '/api/cases': { status: 503, body: {} }, '/api/counts': ok(COUNTS) })
    expect(page.text()).toContain('服务暂不可用')

    answers['/api/cases'] = ok({ items: [CASE] })
    await page.get('.problem button').trigger('click')
    await flushPromises()
    expect(page.text()).not.toContain('服务暂不可用')
    expect(page.text()).toContain('甲方与乙方邻里纠纷')
  })

  it('goes to the login when the session has ended', async () => {
    await open('/cases', { '/api/cases': { status: 401, body: {} }, '/api/counts': ok(COUNTS) })

    expect(router.currentRoute.value.name).toBe('landing')
  })
})

describe('the case file', () => {
  it('shows every part in words', async () => {
    await open('/cases/ZZ1', { '/api/cases/ZZ1': ok(FILE) })

    const text = page.text()
    for (const expected of [
      '限定范围', '110 报警服务台', '王*', '140****0001', '已签收', '紧急', '2026-11-28 24:00',
      '¥3,680.00', '已履行 1/2 期', '逾期履行', 'R05', '尚未安排回访', '尚无反馈', '辅助研判，须人工核实',
    ]) {
      expect(text).toContain(expected)
    }
  })

  it('tells the journal backwards, with who and by which rule', async () => {
    await open('/cases/ZZ1', { '/api/cases/ZZ1': ok(FILE) })

    const rows = page.findAll('[aria-labelledby="part-journal"] tbody tr').map((row) => row.text())
    expect(rows[0]).toMatch(/决定受理.*window-520527.*综合窗口/)
    expect(rows[1]).toMatch(/案件登记.*系统自动.*auto/)
  })

  it('that does not exist, or is not for these eyes, says so', async () => {
    await open('/cases/ZZ9', {})

    expect(page.get('h1').text()).toBe('没有找到案件')
    expect(page.text()).toContain('ZZ9')
  })

  it('of another region is refused', async () => {
    await open('/cases/ZZ1', { '/api/cases/ZZ1': { status: 403, body: { title: 'forbidden' } } })

    expect(page.text()).toContain('无权查看')
  })
})
