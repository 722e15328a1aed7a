import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { vi } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { i18n } from '../locales'
import { REFERENCE } from './fixtures'

interface Given {
  status: number
  body: unknown
  headers?: Record<string, string>
}
export type Answers = Record<string, Given>

export const ok = (body: unknown, headers: Record<string, string> = {}): Given => ({ status: 200, body, headers })

export interface Site {
  page: VueWrapper
  router: Router
  /** Paths asked for, in order, with what was sent to them. */
  asked: { path: string; init: RequestInit }[]
  answers: Answers
}

/** For tests: a page under its address, with services that answer what is given. */
export async function visit(path: string, route: string, component: Component, given: Answers): Promise<Site> {
  const asked: Site['asked'] = []
  const answers: Answers = { '/api/reference': ok(REFERENCE), ...given }
  vi.stubGlobal('fetch', (to: string, init: RequestInit) => {
    asked.push({ path: to, init })
    const { status, body, headers } = answers[to.split('?')[0] ?? ''] ?? { status: 404, body: {} }
    return Promise.resolve(
      new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } }),
    )
  })
  const empty = { template: '<i />' }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      ...['landing', 'home', 'cases', 'board', 'screen', 'ops']
        .filter((name) => name !== route)
        .map((name) => ({ path: `/${name}`, name, component: empty })),
      ...(route === 'case' ? [] : [{ path: '/cases/:caseNo', name: 'case', component: empty }]),
      { path: route === 'case' ? '/cases/:caseNo' : `/${route}`, name: route, component, props: true },
    ],
  })
  await router.push(path)
  const page = mount({ template: '<router-view />' }, { global: { plugins: [i18n, router] }, attachTo: document.body })
  await flushPromises()
  return { page, router, asked, answers }
}

/** Logs somebody in, or nobody. */
export async function loggedInAs(body: unknown): Promise<void> {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(
      new Response(JSON.stringify(body), { status: 200, headers: { 'content-type': 'application/json' } }),
    ),
  )
  const { useSession } = await import('../session/session')
  await useSession().loadOnce()
}
