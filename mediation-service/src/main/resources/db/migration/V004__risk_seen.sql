-- What risk said of cases that have no order yet; moves into the resolution when it opens. Nothing waits for a case
-- that may never come.
create table risk_seen (
    case_id          uuid primary key,
    level            text,
    control_started  boolean not null,
    control_released boolean not null
);
