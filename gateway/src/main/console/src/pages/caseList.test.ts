import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { CASE, COUNTS } from '../testing/fixtures'
import { ok, visit, type Answers, type Site } from '../testing/site'
import CaseListPage from './CaseListPage.vue'

let site: Site
afterEach(() => {
  site.page.unmount()
})
const open = async (path: string, given: Answers) => {
  site = await visit(path, 'cases', CaseListPage, {
    '/api/counts': ok(COUNTS), '/api/counts/cases': ok({ count: 1, capped: false }), ...given,
  })
  return site.page
}
const lists = () => site.asked.filter(({ path }) => path.startsWith('/api/cases?')).map(({ path }) => path)

describe('the list of cases', () => {
  it('shows cases with words and names, and how many match', async () => {
    const page = await open('/cases', { '/api/cases': ok([CASE]) })

    const row = page.get('tbody tr').text()
    for (const word of ['甲方与乙方邻里排水纠纷', '邻里纠纷', '六曲河镇', '限时办理', '超期', '红色', '2026-11-21 24:00']) {
      expect(row).toContain(word)
    }
    expect(page.get('tbody a').attributes('href')).toBe('/cases/ZZ52052720261122000001')
    expect(page.get('[data-test=matching]').text()).toBe('显示 1 件，共 1 件')
  })

  it('reads what was left out as unknown', async () => {
    const { caseNo, title, category, light, regionCode, registeredAt, state } = CASE
    const bare = { caseNo, title, category, light, regionCode, registeredAt, state }
    const page = await open('/cases', { '/api/cases': ok([bare]) })

    expect(page.findAll('tbody td').map((cell) => cell.text())).toEqual([
      expect.stringContaining(title), '—办理中', '超期', '未评估', '—', '2026-11-21 08:00', '—',
    ])
  })

  it('says that there is nothing yet, and differently that nothing matches', async () => {
    const page = await open('/cases', { '/api/cases': ok([]) })
    expect(page.text()).toContain('还没有案件')

    await site.router.push('/cases?stage=DU')
    await flushPromises()
    expect(page.text()).toContain('没有符合条件的案件')
    expect(lists().at(-1)).toContain('stage=DU')
  })

  it('is narrowed through its address, a choice at once and words when they are sent', async () => {
    const page = await open('/cases', { '/api/cases': ok([CASE]) })

    await page.get('[data-test=filters]').trigger('click')
    await page.get('[data-test=light]').setValue('LIGHT_OVERDUE')
    await flushPromises()
    await page.get('[data-test=search]').setValue(' 水沟 ')
    await page.get('form').trigger('submit')
    await flushPromises()

    expect(site.router.currentRoute.value.query).toEqual({ light: 'LIGHT_OVERDUE', q: '水沟' })
    const last = new URLSearchParams(lists().at(-1)?.split('?')[1])
    expect(Object.fromEntries(last)).toEqual({ light: 'LIGHT_OVERDUE', q: '水沟', limit: '50' })
    await page.get('[data-test=clear]').trigger('click')
    await flushPromises()
    expect(site.router.currentRoute.value.query).toEqual({})
  })

  it('hangs the next page on behind the first, none twice', async () => {
    const page = await open('/cases', {
      '/api/cases': ok([CASE], { Link: '</more?after=x>; rel="next"' }),
      '/more': ok([CASE, { ...CASE, caseNo: 'ZZ2', title: '更早的案件' }]),
    })

    await page.get('[data-test=more]').trigger('click')
    await flushPromises()

    expect(page.findAll('tbody tr')).toHaveLength(2)
    expect(page.find('[data-test=more]').exists()).toBe(false)
  })

  it('says why there is no answer and tries again on demand', async () => {
    const page = await open('/cases', { '/api/cases': { status: 503, body: {} } })
    expect(page.text()).toContain('服务暂不可用')

    site.answers['/api/cases'] = ok([CASE])
    await page.get('.problem button').trigger('click')
    await flushPromises()
    expect(page.text()).not.toContain('服务暂不可用')
    expect(page.text()).toContain('甲方与乙方邻里排水纠纷')
  })

  it('goes to the login when the session has ended', async () => {
    await open('/cases', { '/api/cases': { status: 401, body: {} } })

    expect(site.router.currentRoute.value.name).toBe('landing')
  })
})
