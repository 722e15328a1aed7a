import { describe, expect, it } from 'vitest'
import type { CaseNode, Stage } from '../api/types'
import { shownNodes } from './nodes'

const at = '2026-11-22T08:00:00Z'
const node = (code: Stage, more: Partial<CaseNode> = {}): CaseNode => ({
  code,
  enteredAt: at,
  leftAt: at,
  active: false,
  ...more,
})

describe('the seven nodes', () => {
  it('stand in the order 汇研交办督结评 whatever order the server sends', () => {
    const shown = shownNodes([node('YAN', { active: true, leftAt: null }), node('HUI')])

    expect(shown.map(({ code }) => code)).toEqual(['HUI', 'YAN', 'JIAO', 'BAN', 'DU', 'JIE', 'PING'])
    expect(shown.map(({ status }) => status)).toEqual([
      'done', 'active', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting',
    ])
  })

  it('show supervision as skipped once a case went past it', () => {
    const shown = shownNodes([
      node('HUI'), node('YAN'), node('JIAO'), node('BAN'),
      node('DU', { enteredAt: null, leftAt: null }),
      node('JIE', { active: true, leftAt: null }),
    ])

    expect(shown.map(({ status }) => status)).toEqual([
      'done', 'done', 'done', 'done', 'skipped', 'active', 'waiting',
    ])
  })

  it('show supervision beside the node it supervises', () => {
    const shown = shownNodes([node('BAN', { active: true }), node('DU', { active: true })])

    expect(shown.filter(({ status }) => status === 'active').map(({ code }) => code)).toEqual(['BAN', 'DU'])
  })

  it('show a reopened case where it is again', () => {
    const shown = shownNodes([node('BAN', { active: true, leftAt: null }), node('JIE'), node('PING')])

    expect(shown.find(({ code }) => code === 'BAN')?.status).toBe('active')
    expect(shown.find(({ code }) => code === 'PING')?.status).toBe('done')
  })

  it('read a time that was left out as none', () => {
    const shown = shownNodes([node('HUI'), { code: 'YAN', active: false }])

    expect(shown[1]).toEqual({ code: 'YAN', status: 'waiting', enteredAt: null, leftAt: null })
  })

  it('wait when nothing is known', () => {
    expect(shownNodes([]).every(({ status }) => status === 'waiting')).toBe(true)
  })
})
