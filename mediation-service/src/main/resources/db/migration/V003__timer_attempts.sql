-- A timer that fails is put off by a growing delay instead of holding up the others.
alter table timer add column attempts integer not null default 0;
create index timer_of_case on timer (case_id);
