-- Timers are rows: they survive restarts, any replica fires them, each once.
create table timer (
    id      bigint generated always as identity primary key,
    case_id uuid        not null,
    kind    text        not null,
    subject text        not null,
    due_at  timestamptz not null
);
create index timer_due on timer (due_at);

-- Answers given under an Idempotency-Key; repeated for the same client and key.
create table idempotency (
    client   text        not null,
    key      text        not null,
    status   integer     not null,
    body     text        not null,
    at       timestamptz not null,
    primary key (client, key)
);
