import { computed, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { fetchCases, fetchMatching, fetchPage, type CasePage, type Filters, type Matching } from '../api/cases'
import { Problem } from '../api/client'
import type { CaseListItem } from '../api/types'
import { useLive } from '../shared/live'
import type { Polling } from '../shared/polling'

export interface CaseListState {
  first: Polling<CasePage>
  items: ComputedRef<readonly CaseListItem[]>
  /** Numbers of what came in since the page was opened. */
  fresh: ShallowRef<ReadonlySet<string>>
  matching: ShallowRef<Matching | null>
  more: Ref<'none' | 'there' | 'loading' | 'failed'>
  loadMore: () => Promise<void>
}

/**
 * The list as it is read: its first page stays live, further pages hang on behind. A page's end is a case, not a number, so what
 * comes in at the top moves nothing at the bottom.
 */
export function useCaseList(filters: ComputedRef<Filters>, limit: number, everyMs: number): CaseListState {
  const first = useLive((signal) => fetchCases({ ...filters.value, limit }, signal), everyMs)
  const older = shallowRef<readonly CaseListItem[]>([])
  const fresh = shallowRef<ReadonlySet<string>>(new Set())
  const matching = shallowRef<Matching | null>(null)
  const more = shallowRef<'none' | 'there' | 'loading' | 'failed'>('none')
  let known = new Set<string>()
  let next: string | null = null
  let started = false

  const items = computed(() => {
    const top = first.data.value?.items ?? []
    const shown = new Set(top.map(({ caseNo }) => caseNo))
    return [...top, ...older.value.filter(({ caseNo }) => !shown.has(caseNo))]
  })

  watch(first.data, (page, before) => {
    if (page === null) return
    const arrived = page.items.map(({ caseNo }) => caseNo).filter((caseNo) => !known.has(caseNo))
    arrived.forEach((caseNo) => known.add(caseNo))
    if (!started) {
      next = page.next
      more.value = next === null ? 'none' : 'there'
      void count()
    } else {
      if (arrived.length > 0) fresh.value = new Set([...fresh.value, ...arrived])
      if (older.value.length > 0) {
        // What was pushed off the first page stays between it and what was read behind it.
        older.value = [...(before?.items ?? []), ...older.value].filter(
          (item, at, all) => all.findIndex(({ caseNo }) => caseNo === item.caseNo) === at,
        )
      } else {
        next = page.next
        more.value = next === null ? 'none' : 'there'
      }
    }
    started = true
  })
  watch(filters, () => {
    older.value = []
    matching.value = null
    fresh.value = new Set()
    known = new Set()
    started = false
    first.reload()
  })

  async function count(): Promise<void> {
    const asked = filters.value
    const answer = await fetchMatching(asked).catch(() => null)
    if (asked === filters.value) matching.value = answer
  }

  async function loadMore(): Promise<void> {
    if (next === null || more.value === 'loading') return
    more.value = 'loading'
    const asked = filters.value
    try {
      const page = await fetchPage(next)
      if (asked !== filters.value) return
      older.value = [...older.value, ...page.items]
      page.items.forEach(({ caseNo }) => known.add(caseNo))
      next = page.next
      more.value = next === null ? 'none' : 'there'
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause
      more.value = 'failed'
    }
  }

  return { first, items, fresh, matching, more, loadMore }
}
