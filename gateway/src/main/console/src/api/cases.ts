import { query, read, readWith } from './client'
import type { CaseFile, CaseListItem, Counts, FullParty, Party } from './types'

/** The filters of the list, as they stand in the page's address too. */
export const FILTERS = [
  'q', 'region', 'stage', 'category', 'risk', 'light', 'source', 'unit', 'from', 'to', 'demo',
] as const
export type Filters = Partial<Record<(typeof FILTERS)[number], string>>

export interface CasePage {
  items: CaseListItem[]
  /** Where the next page is, if there is one. */
  next: string | null
}

export async function fetchCases(
  filters: Filters & { limit?: number }, signal?: AbortSignal,
): Promise<CasePage> {
  return fetchPage(`/api/cases?${query(filters)}`, signal)
}

export async function fetchPage(path: string, signal?: AbortSignal): Promise<CasePage> {
  const { body, headers } = await readWith<CaseListItem[]>(path, signal)
  return { items: body, next: /<([^>]+)>;\s*rel="next"/.exec(headers.get('Link') ?? '')?.[1] ?? null }
}

export interface Matching {
  count: number
  /** There are more than `count`; nobody counted them. */
  capped: boolean
}

export function fetchMatching(filters: Filters, signal?: AbortSignal): Promise<Matching> {
  return read(`/api/counts/cases?${query(filters)}`, signal)
}

export function fetchCounts(signal?: AbortSignal): Promise<Counts> {
  return read('/api/counts', signal)
}

export async function fetchCase(caseNo: string, signal?: AbortSignal): Promise<CaseFile> {
  // Reporting asks intake for the parties; while intake is away the file comes without them.
  const file = await read<Omit<CaseFile, 'parties'> & { parties: Party[] | null }>(
    `/api/cases/${encodeURIComponent(caseNo)}`, signal,
  )
  return { ...file, parties: file.parties ?? [] }
}

/** Names and phones in full. Who looked at whom, and why, is kept. */
export async function fetchContacts(caseId: string, reason: string): Promise<FullParty[]> {
  const answer = await read<{ parties: FullParty[] }>(
    `/api/intake/cases/${encodeURIComponent(caseId)}/contacts?${query({ reason })}`,
  )
  return answer.parties
}
