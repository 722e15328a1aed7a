import { STAGES, type CaseNode, type Stage } from '../api/types'

export type NodeStatus = 'done' | 'active' | 'waiting' | 'skipped'

export interface ShownNode {
  code: Stage
  status: NodeStatus
  enteredAt: string | null
  leftAt: string | null
}

/**
 * All seven nodes in their order, whatever the server sent. 督 runs beside the others and most cases pass it by: a node never
 * entered while a later one was is skipped, neither done nor still to come.
 */
export function shownNodes(nodes: readonly CaseNode[]): ShownNode[] {
  const byCode = STAGES.map((code) => nodes.find((node) => node.code === code))
  const furthest = byCode.findLastIndex((node) => node !== undefined && reached(node))
  return STAGES.map((code, at) => {
    const node = byCode[at]
    return {
      code,
      status: statusOf(node, at < furthest),
      enteredAt: node?.enteredAt ?? null,
      leftAt: node?.leftAt ?? null,
    }
  })
}

function statusOf(node: CaseNode | undefined, passed: boolean): NodeStatus {
  if (node !== undefined && reached(node)) return node.active ? 'active' : 'done'
  return passed ? 'skipped' : 'waiting'
}

function reached(node: CaseNode): boolean {
  return node.active || (node.enteredAt ?? null) !== null
}
