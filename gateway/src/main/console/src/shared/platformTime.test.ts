import { afterEach, expect, it, vi } from 'vitest'
import { heardAsOf, platformNow } from './platformTime'

afterEach(() => {
  vi.useRealTimers()
})

it('time is the platform’s, however the clock of the browser stands, and goes on', () => {
  vi.useFakeTimers({ now: new Date('2030-01-01T00:00:00Z') })

  heardAsOf('2026-11-30T00:00:00Z')
  vi.advanceTimersByTime(5000)

  expect(platformNow().toISOString()).toBe('2026-11-30T00:00:05.000Z')
  heardAsOf('soon')
  heardAsOf(null)
  expect(platformNow().toISOString()).toBe('2026-11-30T00:00:05.000Z')
})
