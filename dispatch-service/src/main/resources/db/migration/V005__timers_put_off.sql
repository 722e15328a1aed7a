-- A timer whose case cannot be read is put off alone, each time a little longer.
alter table timer add column attempts integer not null default 0;

-- One timer of a kind per subject: setting it again moves it.
delete from timer a using timer b where a.case_id = b.case_id and a.kind = b.kind and a.subject = b.subject and a.id < b.id;
create unique index timer_once on timer (case_id, kind, subject);

-- Idempotency-Keys are remembered in the edge inbox, in the command's own transaction.
drop table idempotency;

-- Old entries are found by their age.
create index stream_entry_age on stream_entry using brin (created_at);
