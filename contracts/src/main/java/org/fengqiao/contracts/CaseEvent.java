package org.fengqiao.contracts;

/** An event of one case: keyed by case id, numbered per owner and case. */
public sealed interface CaseEvent permits IntakeEvent, DispatchEvent, MediationEvent, RiskEvent {

    CaseHeader header();
}
