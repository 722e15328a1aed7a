import { mount, type VueWrapper } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { i18n } from '../locales'

/** For tests: runs a composable inside a component with the texts, and hands back what it returned. */
export function within<T>(use: () => T): { result: T; wrapper: VueWrapper } {
  let result: { value: T } | undefined
  const wrapper = mount(
    defineComponent(() => {
      result = { value: use() }
      return () => h('div')
    }),
    { global: { plugins: [i18n] } },
  )
  if (result === undefined) throw new Error('not mounted')
  return { result: result.value, wrapper }
}
