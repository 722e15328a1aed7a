-- What people decided about events that waited: who, when, why. Appended in the transaction that carries it out.
create table waiting_decision (
    id         bigint      generated always as identity primary key,
    owner      text        not null,
    case_id    uuid        not null,
    sequence   bigint      not null,
    type       text,                        -- null: the event never came, its place was skipped
    event_id   text,
    parked     text,                        -- why it was parked
    decision   text        not null,        -- REPLAYED or SKIPPED
    reason     text        not null,
    actor      text        not null,
    actor_unit text,
    actor_role text,
    at         timestamptz not null
);
create index waiting_decision_by_case on waiting_decision (case_id, id);
create rule waiting_decision_is_never_changed as on update to waiting_decision do instead nothing;
create rule waiting_decision_is_never_deleted as on delete to waiting_decision do instead nothing;

create index waiting_event_by_age on waiting_event (since);
