/**
 * The short name of an event: `org.fengqiao.intake.case-registered.v1` and `CaseRegistered` are both `case-registered`.
 */
export function eventName(event: string): string {
  const short = /^org\.fengqiao\.[a-z]+\.(.+)\.v\d+$/.exec(event)?.[1] ?? event
  return short.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()
}
