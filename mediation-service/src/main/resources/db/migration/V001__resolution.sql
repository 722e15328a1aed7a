-- One row per case with a lead order: the aggregate of mediation.
create table resolution (
    case_id         uuid primary key,
    case_no         text        not null unique,
    region_code     text        not null,
    state           text        not null,
    unit            text,
    due_at          timestamptz,            -- of the visit, while visiting
    changed_at      timestamptz not null,
    body            text        not null,
    sequence        bigint      not null,
    journal_ordinal bigint      not null,
    journal_hash    text        not null,
    version         bigint      not null
);
create index resolution_of_unit on resolution (unit, state, changed_at);
create index resolution_of_region on resolution (region_code text_pattern_ops, state, changed_at);
