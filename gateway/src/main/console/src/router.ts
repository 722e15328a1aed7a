import {
  createRouter,
  createWebHashHistory,
  type RouteLocationNormalized,
  type RouteLocationRaw,
} from 'vue-router'
import type { TextKey } from './locales'
import LandingPage from './pages/LandingPage.vue'
import { CASE_ROLES, OPS_ROLES, SCREEN_ROLES } from './session/roles'
import { rememberWanted, takeWanted, useSession } from './session/session'

declare module 'vue-router' {
  interface RouteMeta {
    title?: TextKey
    /** Shown without a session too. */
    open?: boolean
    /** Who may see it; everybody with a session if left out. */
    roles?: readonly string[]
    /** The page it belongs to in the navigation. */
    parent?: string
    /** Without bars around it. */
    bare?: boolean
  }
}

// Paths behind a # never reach the gateway, so it needs no rule for them.
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'landing', component: LandingPage, meta: { open: true } },
    {
      path: '/home', name: 'home', component: () => import('./pages/HomePage.vue'), meta: { title: 'nav.home' },
    },
    {
      path: '/board', name: 'board', component: () => import('./pages/BoardPage.vue'),
      meta: { title: 'nav.board', roles: CASE_ROLES },
    },
    {
      path: '/cases', name: 'cases', component: () => import('./pages/CaseListPage.vue'),
      meta: { title: 'nav.cases', roles: CASE_ROLES },
    },
    {
      path: '/cases/:caseNo', name: 'case', component: () => import('./pages/CaseFilePage.vue'), props: true,
      meta: { title: 'nav.case', roles: CASE_ROLES, parent: 'cases' },
    },
    {
      path: '/screen', name: 'screen', component: () => import('./pages/ScreenPage.vue'),
      meta: { title: 'nav.screen', roles: SCREEN_ROLES, bare: true },
    },
    {
      path: '/ops', name: 'ops', component: () => import('./pages/OpsPage.vue'),
      meta: { title: 'nav.ops', roles: OPS_ROLES },
    },
    {
      path: '/forbidden', name: 'forbidden', component: () => import('./pages/ForbiddenPage.vue'),
      meta: { title: 'error.forbidden' },
    },
    {
      path: '/failed', name: 'failed', component: () => import('./pages/FailedPage.vue'),
      meta: { title: 'error.failed', open: true },
    },
    {
      path: '/:rest(.*)*', name: 'unknown', component: () => import('./pages/NotFoundPage.vue'),
      meta: { title: 'app.notFound', open: true },
    },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.beforeEach(admit)

// A part that cannot be loaded: an older console in a browser while a newer one is served.
router.onError(() => {
  void router.push({ name: 'failed' })
})

export async function admit(to: RouteLocationNormalized): Promise<RouteLocationRaw | true> {
  const { loadOnce, hasAny } = useSession()
  // A gateway that cannot be reached shows on the landing page; it must not leave the screen blank.
  const session = await loadOnce().catch(() => null)
  if (session === null) {
    if (to.meta.open === true) return true
    rememberWanted(to.fullPath)
    return { name: 'landing' }
  }
  if (to.name === 'landing') return takeWanted() ?? { name: 'home' }
  return to.meta.roles === undefined || hasAny(to.meta.roles) ? true : { name: 'forbidden' }
}
