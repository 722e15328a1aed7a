import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../api/client'
import { within } from '../testing/within'
import { usePolling } from './polling'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function visibility(state: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('polling', () => {
  it('asks again a while after each answer', async () => {
    const ask = vi.fn(() => Promise.resolve('news'))

    const { result } = within(() => usePolling(ask, 3000))
    expect(result.loading.value).toBe(true)
    await flushPromises()

    expect(result.data.value).toBe('news')
    expect(result.loading.value).toBe(false)
    await vi.advanceTimersByTimeAsync(2999)
    expect(ask).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(ask).toHaveBeenCalledTimes(2)
  })

  it('keeps the data when an answer fails, and goes on', async () => {
    const ask = vi
      .fn<() => Promise<string>>()
      .mockResolvedValueOnce('old')
      .mockRejectedValueOnce(new Problem(503, 'away'))
      .mockResolvedValueOnce('new')

    const { result } = within(() => usePolling(ask, 3000))
    await flushPromises()
    await vi.advanceTimersByTimeAsync(3000)

    expect(result.data.value).toBe('old')
    expect(result.problem.value?.status).toBe(503)
    await vi.advanceTimersByTimeAsync(6000)
    expect(result.data.value).toBe('new')
    expect(result.problem.value).toBeNull()
  })

  it('waits twice as long after each failure, but never more than a minute', async () => {
    const ask = vi.fn(() => Promise.reject(new Problem(503, 'away')))
    within(() => usePolling(ask, 3000))
    await flushPromises()

    await vi.advanceTimersByTimeAsync(5999)
    expect(ask).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(ask).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(12_000)
    expect(ask).toHaveBeenCalledTimes(3)
    await vi.advanceTimersByTimeAsync(24_000 + 48_000 + 60_000)
    expect(ask).toHaveBeenCalledTimes(6)
  })

  it('forgets a late answer to what is no longer asked', async () => {
    const answers: ((text: string) => void)[] = []
    const { result } = within(() =>
      usePolling(() => new Promise<string>((resolve) => answers.push(resolve)), 3000),
    )

    result.reload()
    answers[1]?.('second')
    await flushPromises()
    answers[0]?.('first')
    await flushPromises()

    expect(result.data.value).toBe('second')
  })

  it('rests while nobody looks and asks at once when somebody does', async () => {
    const ask = vi.fn(() => Promise.resolve('news'))
    within(() => usePolling(ask, 3000))
    await flushPromises()

    visibility('hidden')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(ask).toHaveBeenCalledTimes(1)
    visibility('visible')
    expect(ask).toHaveBeenCalledTimes(2)
  })

  it('ends with its page', async () => {
    const ask = vi.fn((signal: AbortSignal) => Promise.resolve(signal))
    const { result, wrapper } = within(() => usePolling(ask, 3000))
    await flushPromises()

    wrapper.unmount()
    await vi.advanceTimersByTimeAsync(60_000)

    expect(ask).toHaveBeenCalledTimes(1)
    expect(result.data.value?.aborted).toBe(true)
  })
})
