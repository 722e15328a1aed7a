import { describe, expect, it } from 'vitest'
import { clockTime, dateTime, deadline, money, remaining } from './time'

describe('times', () => {
  it('are Shanghai times', () => {
    expect(dateTime('2026-11-22T16:05:09Z')).toBe('2026-11-23 00:05')
    expect(clockTime(new Date('2026-11-22T16:05:09Z'))).toBe('00:05:09')
  })

  it('are absent where there is none', () => {
    expect(dateTime(null)).toBeNull()
    expect(dateTime('soon')).toBeNull()
    expect(deadline(undefined)).toBeNull()
  })
})

describe('a deadline', () => {
  it('at midnight is 24:00 of the last day', () => {
    expect(deadline('2026-02-27T16:00:00Z')).toBe('2026-02-27 24:00')
    expect(deadline('2026-12-31T16:00:00Z')).toBe('2026-12-31 24:00')
  })

  it('of hours is its minute', () => {
    expect(deadline('2026-02-16T14:10:00Z')).toBe('2026-02-16 22:10')
  })

  it('is near in its largest unit', () => {
    const now = new Date('2026-11-22T00:00:00Z')

    expect(remaining('2026-11-24T01:00:00Z', now)).toEqual({ over: false, unit: 'days', n: 2 })
    expect(remaining('2026-11-22T05:59:00Z', now)).toEqual({ over: false, unit: 'hours', n: 5 })
    expect(remaining('2026-11-22T00:29:59Z', now)).toEqual({ over: false, unit: 'minutes', n: 29 })
    expect(remaining('2026-11-21T00:00:00Z', now)).toEqual({ over: true, unit: 'days', n: 1 })
    expect(remaining('2026-11-22T00:00:00Z', now)?.over).toBe(true)
    expect(remaining(null, now)).toBeNull()
  })
})

it('money is yuan with two digits, from numbers and decimal strings', () => {
  expect(money('4860.00')).toBe('¥4,860.00')
  expect(money(0)).toBe('¥0.00')
  expect(money(null)).toBeNull()
  expect(money('若干')).toBe('若干')
})
