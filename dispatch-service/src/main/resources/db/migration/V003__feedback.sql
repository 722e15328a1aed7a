-- Every answer owed to a source record, and whether it reached its stream.
create table feedback (
    case_id      uuid        not null,
    system       text        not null,
    source_key   text        not null,
    kind         text        not null,
    state        text        not null,
    event_id     uuid        not null unique,
    requested_at timestamptz not null,
    delivered_at timestamptz,
    round        integer     not null,    -- how often the case was reopened: every round is answered anew
    primary key (case_id, system, source_key, kind, round)
);
create index feedback_owed on feedback (case_id, kind) where state = 'PENDING';
