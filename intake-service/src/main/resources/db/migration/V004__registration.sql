-- The aggregate: what is queried as columns, the state as JSON without personal data, the end of its story.
create table registration (
    case_id         uuid        primary key,
    case_no         text        not null unique,
    case_code       text        not null unique,
    region_code     text        not null,
    state           text        not null,
    category        text        not null,
    source_time     timestamptz not null,          -- of the first record: merge windows count by it
    registered_at   timestamptz not null,
    body            text        not null,
    sequence        bigint      not null,
    journal_ordinal bigint      not null,
    journal_hash    text        not null,
    version         bigint      not null
);
create index registration_waiting on registration (region_code, registered_at) where state = 'REGISTERED';

-- Which case a source's key belongs to; the key never moves, also after a merge.
create table case_record (
    system     text not null,
    source_key text not null,
    case_id    uuid not null,
    primary key (system, source_key)
);
create index case_record_by_case on case_record (case_id);
