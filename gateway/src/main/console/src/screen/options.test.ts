import { expect, it } from 'vitest'
import type { Flow } from '../api/types'
import { sankey } from './options'

const WORDS = {
  source: (code: string) => code, category: (code: string) => code, unit: (code: string) => code, none: '尚未派单', others: '其他',
}
const line = (source: string, category: string, unit: string, n: number): Flow => ({ source, category, unit, n })

function linksOf(flow: readonly Flow[]): Record<string, number> {
  const [series] = sankey(flow, WORDS)['series'] as { links: { source: string; target: string; value: number }[] }[]
  return Object.fromEntries((series?.links ?? []).map(({ source, target, value }) => [`${source} ${target}`, value]))
}

it('cases flow from source through category to unit, a layer never meeting another of the same name', () => {
  expect(linksOf([line('p110', '15', 'A', 3), line('court', '15', 'A', 2), line('p110', '02', '', 1)])).toEqual({
    's:p110 c:15': 3, 's:court c:15': 2, 'c:15 u:A': 5, 's:p110 c:02': 1, 'c:02 u:尚未派单': 1,
  })
})

it('what is small flows together and nothing is lost', () => {
  const flow = Array.from({ length: 20 }, (_, n) => line('p110', String(n), `U${n}`, 20 - n))

  const links = linksOf(flow)

  expect(links['s:p110 c:其他']).toBe(Array.from({ length: 12 }, (_, n) => 12 - n).reduce((sum, n) => sum + n))
  const into = (layer: string) =>
    Object.entries(links).filter(([key]) => key.includes(` ${layer}:`)).reduce((sum, [, n]) => sum + n, 0)
  expect(into('c')).toBe(210)
  expect(into('u')).toBe(210)
})

it('works without a case', () => {
  expect(linksOf([])).toEqual({})
})
