-- The case file: a projection of all events, queried columns beside the document.
create table case_file (
    case_id       uuid primary key,
    case_no       text        not null unique,
    case_code     text        not null,
    region_code   text        not null,
    title         text        not null,
    category      text        not null,
    state         text        not null,
    stage         text        not null,
    risk          text,
    secrecy       text        not null,
    unit          text,
    registered_at timestamptz not null,
    issued_at     timestamptz,
    due_at        timestamptz,           -- while an order is open
    closed_at     timestamptz,
    as_of         timestamptz not null,
    body          text        not null,
    version       bigint      not null
);
create index case_file_list on case_file (region_code text_pattern_ops, registered_at desc);
create index case_file_stage on case_file (stage, registered_at desc);
create unique index case_file_code on case_file (case_code);
create index case_file_unit on case_file (unit, registered_at desc);

-- Who, when, which rule: every published event of a case.
create table case_journal (
    case_id  uuid        not null,
    owner    text        not null,
    sequence bigint      not null,
    type     text        not null,
    at       timestamptz not null,
    actor    text        not null,
    unit     text,
    role     text,
    rule     text,
    primary key (case_id, owner, sequence)
);
