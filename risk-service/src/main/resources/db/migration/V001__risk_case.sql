-- One row per case: what risk knows and thinks of it.
create table risk_case (
    case_id          uuid primary key,
    case_no          text        not null unique,
    region_code      text        not null,
    category         text        not null,
    flags            text        not null,   -- CL-09 codes, comma separated
    involved_persons integer     not null,
    level            text,
    score            integer     not null,
    control          text        not null,   -- NONE, STARTED, RELEASED
    assessed_at      timestamptz,
    sequence         bigint      not null,
    journal_ordinal  bigint      not null,
    journal_hash     text        not null,
    version          bigint      not null
);
create index risk_case_board on risk_case (region_code text_pattern_ops, level, assessed_at);
