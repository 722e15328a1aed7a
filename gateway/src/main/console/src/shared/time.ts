/** Days are Shanghai's, wherever the browser is. */
const ZONE = 'Asia/Shanghai'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

function fields(instant: Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, value]))
}

function parsed(iso: string | null | undefined): Date | null {
  if (iso === null || iso === undefined) return null
  const instant = new Date(iso)
  return Number.isNaN(instant.getTime()) ? null : instant
}

/** `2026-11-22 16:05`, or null if there is no such instant. */
export function dateTime(iso: string | null | undefined): string | null {
  const instant = parsed(iso)
  if (instant === null) return null
  const f = fields(instant)
  return `${f['year']}-${f['month']}-${f['day']} ${f['hour']}:${f['minute']}`
}

/** `16:05:09` */
export function clockTime(instant: Date): string {
  const f = fields(instant)
  return `${f['hour']}:${f['minute']}:${f['second']}`
}

/** A day limit ends at 24:00 of its last day: shown as that day, not as 00:00 of the next. */
export function deadline(iso: string | null | undefined): string | null {
  const instant = parsed(iso)
  if (instant === null) return null
  const f = fields(instant)
  if (f['hour'] === '00' && f['minute'] === '00' && f['second'] === '00') {
    const lastDay = fields(new Date(instant.getTime() - 1))
    return `${lastDay['year']}-${lastDay['month']}-${lastDay['day']} 24:00`
  }
  return dateTime(iso)
}

export interface Remaining {
  over: boolean
  unit: 'days' | 'hours' | 'minutes'
  n: number
}

/** How long until a deadline, or since it, in its largest whole unit. */
export function remaining(iso: string | null | undefined, now: Date): Remaining | null {
  const instant = parsed(iso)
  if (instant === null) return null
  const left = instant.getTime() - now.getTime()
  const size = Math.abs(left)
  const over = left <= 0
  if (size >= DAY) return { over, unit: 'days', n: Math.floor(size / DAY) }
  if (size >= HOUR) return { over, unit: 'hours', n: Math.floor(size / HOUR) }
  return { over, unit: 'minutes', n: Math.floor(size / MINUTE) }
}

const yuan = new Intl.NumberFormat('zh-CN', { style: 'currency', currency: 'CNY' })

/** `¥4,860.00`; amounts may come as decimal strings. */
export function money(amount: number | string | null | undefined): string | null {
  if (amount === null || amount === undefined || amount === '') return null
  const value = Number(amount)
  return Number.isFinite(value) ? yuan.format(value) : String(amount)
}
