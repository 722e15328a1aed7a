import { describe, expect, it } from 'vitest'
import type { CaseFile } from '../api/types'
import { FILE } from '../testing/fixtures'
import { actionsOf } from './actions'

const ids = (file: Partial<CaseFile>, roles: string[], unit: string | null = null) =>
  actionsOf({ ...FILE, ...file }, { user: 'x', roles, unit }).map(({ id }) => id)

const order = (state: string) => FILE.orders.map((one) => ({ ...one, state }))
const CALM = { risk: 'RISK_BLUE' as const, agreements: [] }

describe('what may be done', () => {
  it('at the window: a registered case is accepted, merged or refused', () => {
    expect(ids({ state: 'REGISTERED' }, ['window'])).toEqual(['accept', 'merge', 'refuse', 'cancel'])
    expect(ids({ state: 'ARCHIVED' }, ['window'])).toEqual([])
  })

  it('at the desk: triage before an order, accept or send back after a result', () => {
    expect(ids({ ...CALM, state: 'ACCEPTED' }, ['dispatcher'])).toEqual(['triage'])
    expect(ids({ ...CALM, state: 'RESOLVED' }, ['dispatcher'])).toEqual(['result-accept', 'send-back'])
    expect(ids({ ...CALM, state: 'HANDLING' }, ['dispatcher'])).toEqual([])
  })

  it('a red case wants approval and opinion', () => {
    expect(ids({ state: 'HANDLING' }, ['leader'])).toEqual(['approve'])
    expect(ids({ state: 'HANDLING' }, ['expert'])).toEqual(['opinion'])
  })

  it('of an order: only its own unit, first to sign, then to handle', () => {
    expect(ids({ ...CALM, orders: order('ISSUED') }, ['handler'], '520527-M001')).toEqual(['sign', 'return'])
    expect(ids(CALM, ['handler'], '520527-M001')).toEqual(['contact', 'progress', 'finish', 'return'])
    expect(ids(CALM, ['handler'], '520527-HOUSING')).toEqual([])
  })

  it('at the table: start first, then sessions to an agreement or none; payments of what is owed', () => {
    expect(ids({ ...CALM, orders: order('ISSUED'), state: 'DISPATCHED' }, ['mediator'], '520527-M001')).toEqual(['start'])
    expect(ids({ ...CALM, state: 'MEDIATING' }, ['mediator'], '520527-M001')).toEqual(['session', 'agreement', 'fail'])
    expect(ids({ state: 'VISITING', risk: 'RISK_BLUE' }, ['visitor'])).toEqual(['payment-2', 'visit-passed', 'visit-failed'])
  })

  it('control is started once and released by the committee alone', () => {
    const started = [...FILE.riskHistory, { level: 'CONTROL_STARTED' as const, factors: [], at: '2026-11-22T00:00:00Z' }]
    expect(ids({ agreements: [] }, ['risk-analyst'])).toEqual(['control-start'])
    expect(ids({ agreements: [], riskHistory: started }, ['risk-analyst'])).toEqual([])
    expect(ids({ riskHistory: started }, ['political-legal'])).toContain('control-release')
  })
})
