-- Timers are rows: they survive restarts, any replica fires them, each once.
create table timer (
    id      bigint generated always as identity primary key,
    case_id uuid        not null,
    subject text        not null,   -- agreement number
    seq     integer     not null,   -- instalment
    due_at  timestamptz not null
);
create index timer_due on timer (due_at);
