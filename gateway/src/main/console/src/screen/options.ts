import type { EChartsCoreOption } from 'echarts/core'
import type { Flow, Named, Screen } from '../api/types'

/** Colours of the dark screen; each keeps 4.5:1 on its ground. */
export const DARK = {
  text: '#dbe9e8',
  muted: '#93b0b0',
  line: '#24474d',
  series: ['#4fb3a5', '#e2a04a', '#7fa8d9', '#c77d5a', '#a3b86c', '#d98ba3', '#6fc3d8', '#b69ad4'],
} as const

export interface FlowWords {
  source: (code: string) => string
  category: (code: string) => string
  unit: (code: string) => string
  none: string
  others: string
}

const AXIS = { axisLine: { lineStyle: { color: DARK.line } }, axisLabel: { color: DARK.muted }, axisTick: { show: false } }
const SPLIT = { splitLine: { lineStyle: { color: DARK.line } } }
const BASE = { textStyle: { color: DARK.text }, animationDurationUpdate: 600, color: [...DARK.series] }

/** So many categories and units are drawn by name; the rest flows together. */
const NAMED = 8

function largest(flow: readonly Flow[], of: (line: Flow) => string): Set<string> {
  const sums = new Map<string, number>()
  flow.forEach((line) => sums.set(of(line), (sums.get(of(line)) ?? 0) + line.n))
  return new Set([...sums].sort((one, other) => other[1] - one[1]).slice(0, NAMED).map(([code]) => code))
}

/** Source → category → unit. */
export function sankey(flow: readonly Flow[], words: FlowWords): EChartsCoreOption {
  const categories = largest(flow, (line) => line.category)
  const units = largest(flow, (line) => line.unit)
  const links = new Map<string, { source: string; target: string; value: number }>()
  // A prefix keeps names of one layer from meeting those of another.
  const link = (source: string, target: string, value: number) => {
    const key = `${source}>${target}`
    const known = links.get(key)
    links.set(key, { source, target, value: (known?.value ?? 0) + value })
  }
  for (const { source, category, unit, n } of flow) {
    const middle = categories.has(category) ? `c:${words.category(category)}` : `c:${words.others}`
    const last = unit === '' ? `u:${words.none}` : units.has(unit) ? `u:${words.unit(unit)}` : `u:${words.others}`
    link(`s:${words.source(source)}`, middle, n)
    link(middle, last, n)
  }
  const all = [...links.values()]
  const nodes = [...new Set(all.flatMap(({ source, target }) => [source, target]))]
  const bare = (name: string) => name.slice(2)
  return {
    ...BASE,
    tooltip: { trigger: 'item', formatter: (point: { name: string; value: number }) => `${point.name.replace(/[scu]:/g, '')} ${point.value}` },
    series: [
      {
        type: 'sankey', left: 4, right: '25%', top: 8, bottom: 8, nodeGap: 10, nodeWidth: 12, draggable: false,
        emphasis: { focus: 'adjacency' },
        label: { color: DARK.text, fontSize: 13, width: 160, overflow: 'truncate', formatter: ({ name }: { name: string }) => bare(name) },
        lineStyle: { color: 'gradient', opacity: 0.35 },
        data: nodes.map((name) => ({ name })),
        links: all,
      },
    ],
  }
}

/** Registered and closed day by day. */
export function trend(days: Screen['trend'], words: { registered: string; closed: string }): EChartsCoreOption {
  const line = (name: string, values: number[]) => ({
    name, type: 'line', smooth: true, showSymbol: false, areaStyle: { opacity: 0.12 }, data: values,
  })
  return {
    ...BASE,
    tooltip: { trigger: 'axis' },
    legend: { top: 0, right: 0, textStyle: { color: DARK.text } },
    grid: { left: 44, right: 12, top: 32, bottom: 24 },
    xAxis: { type: 'category', boundaryGap: false, data: days.map(({ day }) => day.slice(5)), ...AXIS },
    yAxis: { type: 'value', minInterval: 1, ...AXIS, ...SPLIT },
    series: [
      line(words.registered, days.map(({ registered }) => registered)),
      line(words.closed, days.map(({ closed }) => closed)),
    ],
  }
}

/** Lying bars with their names before and figures behind them. */
export function bars(rows: readonly Named[], nameOf: (code: string) => string, colour: string): EChartsCoreOption {
  return {
    ...BASE,
    grid: { left: 4, right: 44, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category', inverse: true, data: rows.map(({ name }) => nameOf(name)), ...AXIS,
      axisLabel: { color: DARK.text, width: 110, overflow: 'truncate' }, axisLine: { show: false },
    },
    series: [
      {
        type: 'bar', barMaxWidth: 16, itemStyle: { color: colour, borderRadius: [0, 3, 3, 0] },
        label: { show: true, position: 'right', color: DARK.text }, data: rows.map(({ n }) => n),
      },
    ],
  }
}
