-- What could not be taken. It does not occupy its key: a corrected push closes the item.
create table quarantine (
    quarantine_id uuid        primary key,
    system        text        not null,
    bytes_hash    text        not null,
    source_key    text,                            -- where it could still be read
    status_code   integer     not null,            -- 400 or 422
    errors        text        not null,            -- JSON: pointers and expectations
    format        text        not null,
    payload       bytea       not null,            -- sealed
    door          text        not null,
    first_at      timestamptz not null,
    first_on      date        not null,
    last_at       timestamptz not null,
    times         integer     not null,            -- repeats of the same bytes count up
    closed_by     uuid,                            -- receipt of the corrected push
    unique (system, bytes_hash)
);
create index quarantine_by_day on quarantine (system, first_on);
create index quarantine_open_by_key on quarantine (system, source_key) where closed_by is null;
