import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchCase, fetchCases } from './cases'
import { command, Problem } from './client'
import { fetchSession, logout } from './session'

const fetching = vi.fn<typeof fetch>()
beforeEach(() => {
  fetching.mockReset()
  vi.stubGlobal('fetch', fetching)
})

function answer(status: number, body: unknown, type = 'application/json'): void {
  fetching.mockResolvedValue(
    new Response(JSON.stringify(body), { status, headers: { 'content-type': type } }),
  )
}

function sent(): { path: string; init: RequestInit } {
  const call = fetching.mock.calls[0]
  if (call === undefined) throw new Error('nothing was sent')
  return { path: call[0] as string, init: call[1] ?? {} }
}

describe('the gateway client', () => {
  it('sends the header against forged requests with every post, and the cookie to its own origin only', async () => {
    fetching.mockResolvedValue(new Response(null, { status: 204 }))

    const next = await logout()

    expect(next).toBe('/')
    expect(sent().path).toBe('/auth/logout')
    expect(sent().init.method).toBe('POST')
    expect(new Headers(sent().init.headers).get('X-Fengqiao-Console')).toBe('1')
    expect(sent().init.credentials).toBe('same-origin')
  })

  it('does not call somebody logged out who is not', async () => {
    answer(503, {})

    await expect(logout()).rejects.toMatchObject({ status: 503 })
  })

  it('asks for what is chosen only', async () => {
    answer(200, [])

    await fetchCases({ stage: '', q: '水沟 & 邻里', limit: 50 })

    expect(sent().path).toBe(`/api/cases?${new URLSearchParams({ q: '水沟 & 邻里', limit: '50' }).toString()}`)
  })

  it('reads where the next page is from the header', async () => {
    fetching.mockResolvedValue(
      new Response('[{"caseNo":"ZZ1"}]', { headers: { Link: '</api/cases?q=%E6%B0%B4&after=abc>; rel="next"' } }),
    )

    const page = await fetchCases({})

    expect(page.items).toHaveLength(1)
    expect(page.next).toBe('/api/cases?q=%E6%B0%B4&after=abc')
  })

  it('sends a command with the key of its form', async () => {
    answer(200, {})

    await command('/api/mediation/cases/ZZ1/fail', { reason: 'UNREACHABLE' }, 'key-1')

    const headers = new Headers(sent().init.headers)
    expect(headers.get('Idempotency-Key')).toBe('key-1')
    expect(headers.get('X-Fengqiao-Console')).toBe('1')
    expect(sent().init.body).toBe('{"reason":"UNREACHABLE"}')
  })

  it('keeps which field a problem names and the article behind a refusal', async () => {
    answer(
      422,
      { title: '请求内容有误', detail: '/unit 必填', errors: [{ pointer: '/unit', detail: '必填' }], basis: '人民调解法第十七条' },
      'application/problem+json',
    )

    await expect(command('/x', {}, 'key')).rejects.toMatchObject({
      status: 422,
      errors: [{ pointer: '/unit', detail: '必填' }],
      basis: '人民调解法第十七条',
    })
  })

  it('turns a problem into its status, title and detail', async () => {
    answer(404, { title: 'not-found', detail: '没有该案件' }, 'application/problem+json')

    await expect(fetchCase('ZZ/1')).rejects.toMatchObject({
      status: 404,
      title: 'not-found',
      detail: '没有该案件',
    })
    expect(sent().path).toBe('/api/cases/ZZ%2F1')
  })

  it('survives an answer that is no json', async () => {
    fetching.mockResolvedValue(new Response('<html>', { status: 502 }))

    await expect(fetchCase('ZZ1')).rejects.toEqual(new Problem(502, 'HTTP 502'))
  })

  it('says when the gateway cannot be reached', async () => {
    fetching.mockRejectedValue(new TypeError('network'))

    await expect(fetchCase('ZZ1')).rejects.toMatchObject({ status: 0 })
  })
})

describe('the session', () => {
  it('is who the gateway says', async () => {
    answer(200, { user: 'window-520527', roles: ['window'], region: '520527', unit: null, localRealm: true })

    const { session, localRealm } = await fetchSession()

    expect(session?.user).toBe('window-520527')
    expect(localRealm).toBe(true)
  })

  it('is none after 401, and the warning shows all the same', async () => {
    answer(401, { localRealm: true }, 'application/problem+json')

    expect(await fetchSession()).toEqual({ session: null, localRealm: true })
  })

  it('is unknown, not none, while the gateway is ill', async () => {
    answer(503, {})

    await expect(fetchSession()).rejects.toMatchObject({ status: 503 })
  })
})
