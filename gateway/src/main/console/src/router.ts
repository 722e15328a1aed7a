import { createRouter, createWebHashHistory, type RouteLocationRaw } from 'vue-router'
import LandingPage from './pages/LandingPage.vue'
import { rememberWanted, takeWanted, useSession } from './session/session'

// Paths behind a # never reach the gateway, so it needs no rule for them.
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'landing', component: LandingPage, meta: { open: true } },
    { path: '/cases', name: 'cases', component: () => import('./pages/CaseListPage.vue') },
    {
      path: '/cases/:caseNo',
      name: 'case',
      component: () => import('./pages/CaseFilePage.vue'),
      props: true,
    },
    {
      path: '/:rest(.*)*',
      name: 'unknown',
      component: () => import('./pages/NotFoundPage.vue'),
      meta: { open: true },
    },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.beforeEach(async (to): Promise<RouteLocationRaw | true> => {
  // A gateway that cannot be reached shows on the landing page; it must not leave the screen blank.
  const session = await useSession()
    .loadOnce()
    .catch(() => null)
  if (session === null) {
    if (to.meta['open'] === true) return true
    rememberWanted(to.fullPath)
    return { name: 'landing' }
  }
  return to.name === 'landing' ? (takeWanted() ?? { name: 'cases' }) : true
})
