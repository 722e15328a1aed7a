import { expect, it } from 'vitest'
import { STAGES } from '../api/types'
import { within } from '../testing/within'
import { useWords } from './index'
import { en } from './en'
import { ko } from './ko'
import { zh } from './zh'

it('a code has its word, an unknown one stays itself and none is a dash', () => {
  const { word } = within(useWords).result

  expect(word('stage', 'DU')).toBe('督')
  expect(word('event', 'case-registered')).toBe('案件登记')
  expect(word('state', 'SOMETHING_NEW')).toBe('SOMETHING_NEW')
  expect(word('state', 'toString')).toBe('toString')
  expect(word('state', null)).toBe('—')
})

it('a text takes its values', () => {
  const { t } = within(useWords).result

  expect(t('list.updated', { time: '16:05:09', seconds: 3 })).toBe('16:05:09 更新，每 3 秒自动刷新')
})

it('the seven stages spell 汇研交办督结评', () => {
  expect(STAGES.map((stage) => zh.code.stage[stage]).join('')).toBe('汇研交办督结评')
})

interface Tree {
  readonly [key: string]: string | Tree
}

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  )
}

it.each([
  ['ko', ko],
  ['en', en],
])('%s has the keys of zh, no others, none empty, with the same values in them', (_name, texts) => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort()
  const own = new Map(flat(texts))

  expect([...own.keys()]).toEqual(flat(zh).map(([key]) => key))
  expect([...own].filter(([, text]) => text === '')).toEqual([])
  expect([...own].map(([key, text]) => [key, places(text)])).toEqual(flat(zh).map(([key, text]) => [key, places(text)]))
})

it('what is written in Korean or English is not Chinese left over', () => {
  const seals = /^code\.stage\./
  const chinese = flat(en).filter(([key, text]) => !seals.test(key) && /\p{Script=Han}/u.test(text))
  expect(chinese).toEqual([])
  expect(flat(ko).filter(([key, text]) => !seals.test(key) && /\p{Script=Han}/u.test(text))).toEqual([])
})
