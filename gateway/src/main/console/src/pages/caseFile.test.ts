import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DISPATCHER, FILE } from '../testing/fixtures'
import { loggedInAs, ok, visit, type Answers, type Site } from '../testing/site'
import CaseFilePage from './CaseFilePage.vue'

let site: Site
beforeAll(async () => {
  await loggedInAs(DISPATCHER)
})
beforeEach(() => {
  // jsdom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true
  }
})
afterEach(() => {
  site.page.unmount()
})
const open = async (path: string, given: Answers) => {
  site = await visit(path, 'case', CaseFilePage, given)
  return site.page
}

describe('the case file', () => {
  it('shows every part in words', async () => {
    const page = await open('/cases/ZZ1', { '/api/cases/ZZ1': ok(FILE) })

    const text = page.text()
    for (const expected of [
      '限定范围', '110 报警服务台', '王*', '140****0001', '已签收', '紧急', '2026-11-28 24:00', '¥3,680.00',
      '已履行 1/2 期', '逾期履行', '扬言或极端言行', '尚未安排回访', '尚无反馈', '辅助研判，须人工核实', '欠薪',
      '赫章县综治中心人民调解委员会',
    ]) {
      expect(text).toContain(expected)
    }
  })

  it('tells why it was decided so: rule, basis, facts, alternatives', async () => {
    const page = await open('/cases/ZZ1', { '/api/cases/ZZ1': ok(FILE) })

    const why = page.get('[aria-labelledby="part-why"]').text()
    for (const expected of ['研判分流', 'route.default.02', '默认值(可配置)', '邻里纠纷', '520527-M002']) {
      expect(why).toContain(expected)
    }
  })

  it('tells the journal backwards, with who and by which rule', async () => {
    const page = await open('/cases/ZZ1', { '/api/cases/ZZ1': ok(FILE) })

    const rows = page.findAll('[aria-labelledby="part-journal"] tbody tr').map((row) => row.text())
    expect(rows[0]).toMatch(/决定受理.*window-520527.*综合窗口/)
    expect(rows[1]).toMatch(/案件登记.*系统自动.*auto/)
  })

  it('shows a party in full only for a reason, and covers it again', async () => {
    const contacts = `/api/intake/cases/${FILE.caseId}/contacts`
    const page = await open('/cases/ZZ1', {
      '/api/cases/ZZ1': ok(FILE),
      [contacts]: ok({ parties: [{ role: 'APPLICANT', kind: 'PERSON', name: '王小明', phones: ['14000000001'] }] }),
    })

    await page.get('[data-test=unmask]').trigger('click')
    await page.get('[data-test=unmask-reason]').setValue('电话联系当事人')
    await page.get('dialog form').trigger('submit')
    await flushPromises()

    expect(page.text()).toContain('王小明')
    const asked = site.asked.find(({ path }) => path.startsWith(contacts))?.path ?? ''
    expect(new URL(asked, 'http://x').searchParams.get('reason')).toBe('电话联系当事人')
    expect(page.text()).toContain('本次查看已留痕')
  })

  it('sends a decision once per form and shows what a problem says beside its field', async () => {
    const file = { ...FILE, state: 'UNRESOLVED' }
    const triage = `/api/dispatch/cases/${FILE.caseNo}/triage`
    const page = await open('/cases/ZZ1', {
      '/api/cases/ZZ1': ok(file),
      [triage]: { status: 422, body: { title: '请求内容有误', detail: '/unit 必填', errors: [{ pointer: '/unit', detail: '须为本县单位' }] } },
    })

    await page.get('[data-test=action-triage]').trigger('click')
    await page.get('dialog select[name=grade]').setValue('MAJOR')
    await page.get('[data-test=action-form]').trigger('submit')
    await flushPromises()
    await page.get('[data-test=action-form]').trigger('submit')
    await flushPromises()

    expect(page.get('dialog [role=alert]').text()).toContain('/unit 必填')
    expect(page.get('dialog select[name=unit]').attributes('aria-invalid')).toBe('true')
    const sent = site.asked.filter(({ path }) => path === triage).map(({ init }) => init)
    const keys = sent.map((init) => new Headers(init.headers).get('Idempotency-Key'))
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
    expect(sent[0]?.body).toBe('{"grade":"MAJOR"}')

    site.answers[triage] = ok({})
    await page.get('[data-test=action-form]').trigger('submit')
    await flushPromises()
    expect(page.find('dialog').exists()).toBe(false)
    expect(page.text()).toContain('已提交：研判派单')
  })

  it('that does not exist, or is not for these eyes, says so', async () => {
    const page = await open('/cases/ZZ9', {})

    expect(page.get('h1').text()).toBe('没有找到案件')
    expect(page.text()).toContain('ZZ9')
  })

  it('of another region is refused', async () => {
    const page = await open('/cases/ZZ1', { '/api/cases/ZZ1': { status: 403, body: { title: 'forbidden' } } })

    expect(page.text()).toContain('无权查看')
  })
})
