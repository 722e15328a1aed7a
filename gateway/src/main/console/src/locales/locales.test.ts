import { expect, it } from 'vitest'
import { STAGES } from '../api/types'
import { within } from '../testing/within'
import { useWords } from './index'
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
