import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { LIGHTS, RISKS, STAGES, type Light } from '../api/types'
import { i18n } from '../locales'
import LightMark from './LightMark.vue'
import NodeProgress from './NodeProgress.vue'
import RiskMark from './RiskMark.vue'
import StageMark from './StageMark.vue'

const global = { plugins: [i18n] }
const light = (code: Light) => mount(LightMark, { props: { light: code }, global })

describe('a light', () => {
  it('has a word and a shape of its own', () => {
    const words = LIGHTS.map((code) => light(code).text())
    const shapes = LIGHTS.map((code) => light(code).get('path').attributes('d'))

    expect(words).toEqual(['未计时', '绿灯', '黄灯', '红灯', '超期'])
    expect(new Set(shapes).size).toBe(LIGHTS.length)
  })

  it('that a newer service invents shows its code', () => {
    expect(light('LIGHT_PURPLE' as Light).text()).toBe('LIGHT_PURPLE')
  })
})

describe('a risk', () => {
  it('has a word and as many bars as it is high', () => {
    const marks = RISKS.map((risk) => mount(RiskMark, { props: { risk }, global }))

    expect(marks.map((mark) => mark.text())).toEqual(['红色', '橙色', '黄色', '蓝色'])
    expect(marks.map((mark) => mark.findAll('rect.filled').length)).toEqual([4, 3, 2, 1])
  })

  it('not assessed has none', () => {
    const mark = mount(RiskMark, { props: { risk: null }, global })

    expect(mark.text()).toBe('未评估')
    expect(mark.findAll('rect.filled')).toHaveLength(0)
  })
})

it('a stage shows its seal and its name', () => {
  const texts = STAGES.map((stage) => mount(StageMark, { props: { stage }, global }).text())

  expect(texts.join(' ')).toBe(
    '汇信息汇集 研会商研判 交分流交办 办限时办理 督定期督办 结反馈结果 评回访评价',
  )
  expect(mount(StageMark, { props: { stage: null }, global }).text()).toBe('—')
})

it('the progress marks where the case is, for eyes and for screen readers', () => {
  const progress = mount(NodeProgress, {
    props: {
      nodes: [
        { code: 'HUI', enteredAt: '2026-11-22T08:00:00Z', leftAt: '2026-11-22T08:00:01Z', active: false },
        { code: 'YAN', enteredAt: '2026-11-22T08:00:01Z', leftAt: null, active: true },
      ],
    },
    global,
  })

  const steps = progress.findAll('li')
  expect(steps).toHaveLength(7)
  expect(steps.map((step) => step.attributes('aria-current'))).toEqual([
    undefined, 'step', undefined, undefined, undefined, undefined, undefined,
  ])
  expect(steps[0]?.text()).toContain('11-22 16:00')
  expect(steps[1]?.text()).toContain('进行中')
})
