import { onMounted, onUnmounted, shallowRef, type ShallowRef } from 'vue'

// The platform clock can be moved, and a browser's clock can be wrong: only the difference is kept.
let offset = 0

/** Every answer of reporting says what time it is there. */
export function heardAsOf(instant: string | null): void {
  const at = instant === null ? Number.NaN : Date.parse(instant)
  if (!Number.isNaN(at)) offset = at - Date.now()
}

export function platformNow(): Date {
  return new Date(Date.now() + offset)
}

/** The platform's time, moving on by itself. */
export function usePlatformNow(everyMs = 15_000): ShallowRef<Date> {
  const now = shallowRef(platformNow())
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    timer = setInterval(() => {
      now.value = platformNow()
    }, everyMs)
  })
  onUnmounted(() => {
    clearInterval(timer)
  })
  return now
}
