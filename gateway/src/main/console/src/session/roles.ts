/** Who works with cases: the roles reporting answers. */
export const CASE_ROLES = [
  'guide', 'window', 'dispatcher', 'dispatcher-lead', 'handler', 'unit-leader', 'mediator', 'expert', 'supervisor',
  'visitor', 'risk-analyst', 'political-legal', 'leader', 'archivist', 'auditor',
] as const

/** Who sees the command screen. */
export const SCREEN_ROLES = [
  'dispatcher', 'dispatcher-lead', 'supervisor', 'risk-analyst', 'political-legal', 'leader',
] as const

/** Who looks after the platform. */
export const OPS_ROLES = ['admin', 'auditor'] as const

/** Who may see parties in full, with a reason. */
export const CONTACT_ROLES = ['window', 'dispatcher', 'dispatcher-lead'] as const
