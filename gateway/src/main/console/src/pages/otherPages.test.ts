import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CASE, COUNTS } from '../testing/fixtures'
import { loggedInAs, ok, visit, type Site } from '../testing/site'
import BoardPage from './BoardPage.vue'
import HomePage from './HomePage.vue'
import OpsPage from './OpsPage.vue'

let site: Site
beforeAll(async () => {
  await loggedInAs({ user: 'x', roles: ['dispatcher', 'admin'], region: '520527', unit: null, localRealm: true })
})
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true
  }
})
afterEach(() => {
  site.page.unmount()
})

describe('home', () => {
  it('shows a dispatcher what waits: cases to triage and results to accept', async () => {
    const line = { ...CASE, urgent: true, changedAt: '2026-11-21T00:00:00Z' }
    site = await visit('/home', 'home', HomePage, {
      '/api/counts': ok(COUNTS),
      '/api/dispatch/desk': ok([{ ...line, state: 'RECEIVED' }, { ...line, caseNo: 'ZZ2', state: 'RESULT_IN' }]),
    })

    expect(site.page.get('[data-test=task-triage] ul').text()).toMatch(/紧急.*待研判/)
    expect(site.page.get('[data-test=task-results] ul').text()).toContain('ZZ2')
    expect(site.page.find('[data-test=task-visits]').exists()).toBe(false)
    expect(site.page.get('.tiles').text()).toContain('在办案件2')
  })

  it('says for each list that nothing waits, or that the service is away', async () => {
    site = await visit('/home', 'home', HomePage, { '/api/counts': ok(COUNTS), '/api/dispatch/desk': { status: 503, body: {} } })
    expect(site.page.get('[data-test=task-triage]').text()).toContain('服务暂不可用')

    site.answers['/api/dispatch/desk'] = ok([])
    await site.page.get('[data-test=task-triage] .problem button').trigger('click')
    await flushPromises()
    expect(site.page.get('[data-test=task-triage]').text()).toContain('没有等待研判的案件')
  })
})

it('the board shows each stage with its lights in words', async () => {
  site = await visit('/board', 'board', BoardPage, {
    '/api/counts/board': ok({ counts: COUNTS, columns: [{ stage: 'BAN', items: [CASE] }, { stage: 'JIE', items: [] }] }),
  })

  const column = site.page.get('[data-test=stage-BAN]').text()
  expect(column).toMatch(/限时办理.*2.*超期.*1/)
  expect(column).toContain('甲方与乙方邻里排水纠纷')
  expect(column).toContain('还有 1 件')
  expect(site.page.get('[data-test=stage-JIE]').text()).toContain('暂无')
  expect(site.page.get('[role=status]').text()).toBe('在办 2 件，超期 1 件')
})

describe('operations', () => {
  const EVENT = {
    owner: 'dispatch', caseId: 'c-1', caseNo: 'ZZ1', sequence: 4, type: 'org.fengqiao.dispatch.order-issued.v1',
    since: '2026-11-21T00:00:00Z', parked: 'IllegalArgumentException',
  }

  it('shows what is up, what is away and what waits, and takes a decision with its reason', async () => {
    site = await visit('/ops', 'ops', OpsPage, {
      '/q/health/ready': ok({}),
      '/api/mediation/waiting': ok([EVENT]),
      '/api/intake/waiting': ok([]),
      '/api/risk/waiting': { status: 503, body: {} },
      '/api/mediation/waiting/c-1/dispatch/4/skip': ok({}),
      '/sources/p110/ledger': ok({ received: 7, registered: 6, difference: 1 }),
    })
    const page = site.page

    expect(page.get('[data-test=parts]').text()).toMatch(/办结评（调解）正常等待 1 个，需人工 1 个/)
    expect(page.get('[data-test=parts]').text()).toMatch(/风险无法连接/)
    expect(page.get('[data-test=ledgers] tbody .bad').text()).toBe('1')

    await page.get('[data-test=replay-desk] button.grave').trigger('click')
    await page.get('dialog textarea').setValue('来源已更正')
    await page.get('dialog form').trigger('submit')
    await flushPromises()

    const sent = site.asked.find(({ path }) => path.endsWith('/skip'))
    expect(sent?.init.body).toBe('{"reason":"来源已更正"}')
    expect(page.find('dialog').exists()).toBe(false)
  })
})
