import { expect, it } from 'vitest'
import { eventName } from './events'

it.each([
  ['org.fengqiao.intake.case-registered.v1', 'case-registered'],
  ['CaseRegistered', 'case-registered'],
  ['visit-fed-back', 'visit-fed-back'],
  ['org.fengqiao.risk.control-started.v2', 'control-started'],
])('%s is %s', (event, name) => {
  expect(eventName(event)).toBe(name)
})
