-- One row per content of a record that was received: what a source's receipt id stands for.
create table receipt (
    receipt_id    uuid        primary key,
    system        text        not null,
    source_key    text        not null,
    version       text        not null,            -- as sent, or counted by arrival
    version_order bigint,                          -- null: the source sends no version
    content_hash  text        not null,
    door          text        not null,
    received_at   timestamptz not null,
    received_on   date        not null,            -- day of receipt in Asia/Shanghai: the ledger's day
    status        text        not null,            -- RECEIVED REGISTERED LINKED REFUSED INFO_ONLY QUARANTINED SUPERSEDED
    reason        text,
    case_id       uuid
);
create index receipt_by_key on receipt (system, source_key);
create index receipt_by_day on receipt (system, received_on, status);
create index receipt_by_case on receipt (case_id) where case_id is not null;
create index receipt_in_progress on receipt (received_at) where status = 'RECEIVED';

-- The bytes as they came, sealed; never changed.
create table raw_record (
    receipt_id   uuid  primary key,
    format       text  not null,
    sent_version text,                             -- CloudEvents extension sourceversion, if it came with one
    payload      bytea not null
);
