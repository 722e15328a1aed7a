import { computed, shallowRef, type ComputedRef } from 'vue'
import { read } from '../api/client'
import type { Reference } from '../api/types'

// The same for everybody and for the day: asked once. Until it is there, and for codes it does not know, codes stay codes.
const reference = shallowRef<Reference | null>(null)
let asked: Promise<void> | null = null

export interface Names {
  region: (code: string | null | undefined) => string
  /** A region with the county above it. */
  regionLong: (code: string | null | undefined) => string
  unit: (code: string | null | undefined) => string
  category: (code: string | null | undefined) => string
  rule: (code: string | null | undefined) => { name: string; basis: string } | null
  reference: ComputedRef<Reference | null>
}

const index = <T>(rows: readonly T[] | undefined, key: (row: T) => string): Map<string, T> =>
  new Map((rows ?? []).map((row) => [key(row), row]))

const regions = computed(() => index(reference.value?.regions, (row) => row.code))
const units = computed(() => index(reference.value?.units, (row) => row.code))
const categories = computed(() => index(reference.value?.categories, (row) => row.code))
const rules = computed(() => index(reference.value?.rules, (row) => row.rule))

/** Regions, units, categories and rules by name, as the platform's reference data has them. */
export function useNames(): Names {
  asked ??= read<Reference>('/api/reference').then(
    (answer) => {
      reference.value = answer
    },
    () => {
      asked = null
    },
  )
  const full = (code: string) => code.padEnd(12, '0')
  const region: Names['region'] = (code) => regions.value.get(full(code ?? ''))?.name ?? code ?? ''
  return {
    region,
    regionLong: (code) => {
      const own = region(code)
      const county = (code ?? '').length > 6 ? regions.value.get(full((code ?? '').slice(0, 6)))?.name : undefined
      return county === undefined || county === own ? own : `${county} ${own}`
    },
    unit: (code) => units.value.get(code ?? '')?.name ?? code ?? '',
    category: (code) =>
      categories.value.get(code ?? '')?.name ?? categories.value.get((code ?? '').slice(0, 2))?.name ?? code ?? '',
    rule: (code) => rules.value.get(code ?? '') ?? null,
    reference: computed(() => reference.value),
  }
}

/** For tests. */
export function setReference(value: Reference | null): void {
  reference.value = value
  asked = Promise.resolve()
}
