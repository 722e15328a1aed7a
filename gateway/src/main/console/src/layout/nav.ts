import type { TextKey } from '../locales'
import { CASE_ROLES, OPS_ROLES, SCREEN_ROLES } from '../session/roles'

export interface NavEntry {
  name: string
  title: TextKey
  /** Drawn in a 20 × 20 box. */
  icon: string
  /** Who finds it; everybody if left out. */
  roles?: readonly string[]
}

/** The pages of the side navigation; the router lets in the same roles. */
export const NAV: readonly NavEntry[] = [
  { name: 'home', title: 'nav.home', icon: 'M3 9.500 10 3l7 6.500V17h-5v-5H8v5H3z' },
  { name: 'board', title: 'nav.board', icon: 'M2 3h4v14H2zM8 3h4v10H8zM14 3h4v7h-4z', roles: CASE_ROLES },
  { name: 'cases', title: 'nav.cases', icon: 'M3 3h14v3H3zM3 8.500h14v3H3zM3 14h14v3H3z', roles: CASE_ROLES },
  { name: 'screen', title: 'nav.screen', icon: 'M2 3h16v11H2zM7 16h6v2H7z', roles: SCREEN_ROLES },
  { name: 'ops', title: 'nav.ops', icon: 'M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM13 11h2v2h2v2h-2v2h-2v-2h-2v-2h2z', roles: OPS_ROLES },
]
