-- One row per case: the aggregate of dispatch. Queried columns beside the state as JSON.
create table assignment (
    case_id         uuid primary key,
    case_no         text        not null unique,
    region_code     text        not null,
    state           text        not null,
    on_desk         boolean     not null,   -- a person must decide
    urgent          boolean     not null,
    category        text        not null,
    unit            text,
    changed_at      timestamptz not null,
    body            text        not null,
    sequence        bigint      not null,
    journal_ordinal bigint      not null,
    journal_hash    text        not null,
    version         bigint      not null
);
create index assignment_desk on assignment (region_code text_pattern_ops, urgent desc, changed_at) where on_desk;
