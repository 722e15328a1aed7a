-- Counting a million rows for every screen takes longer than anybody waits: the projection counts as it goes. Changes are
-- appended (no row that two batches fight for) and folded into the tally every few seconds; readers add both.
--   kind        a       b
--   OPEN        stage   risk          cases that are not ended
--   ENDED       stage   risk
--   TIMED       stage                 an order's clock runs
--   FLOW        source  category (level 1)
--   LEVEL       level                 where it was resolved
--   REGISTERED  day                   Asia/Shanghai
--   CLOSED      day
create table case_tally (
    kind        text             not null,
    a           text collate "C" not null,
    b           text             not null,
    region_code text collate "C" not null,
    unit        text             not null,   -- '' before the first order, and for days
    secrecy     text             not null,
    n           bigint           not null,
    primary key (kind, a, b, region_code, unit, secrecy)
) partition by list (kind);
-- Days grow with the years and are read by the month, for regions only; the rest stays at some ten thousand rows and is read
-- whole.
create table case_tally_day partition of case_tally for values in ('REGISTERED', 'CLOSED');
create table case_tally_live partition of case_tally default;

create table case_tally_change (
    kind        text             not null,
    a           text collate "C" not null,
    b           text             not null,
    region_code text collate "C" not null,
    unit        text             not null,
    secrecy     text             not null,
    n           bigint           not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create view case_tally_now as
    select kind, a, b, region_code, unit, secrecy, n from case_tally
    union all
    select kind, a, b, region_code, unit, secrecy, n from case_tally_change;

-- Moves what was appended into the tally; one replica at a time, the others find nothing to do.
create function case_tally_fold() returns void language plpgsql as $$
begin
    if not pg_try_advisory_xact_lock(hashtext('case_tally')) then
        return;
    end if;
    with taken as (delete from case_tally_change returning *)
    insert into case_tally as t
    select kind, a, b, region_code, unit, secrecy, sum(n) from taken
    group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0
    on conflict (kind, a, b, region_code, unit, secrecy) do update set n = t.n + excluded.n;
end $$;

-- Counts again from the case files: after rows were loaded or repaired by hand. Stops the projection while it runs.
create function case_tally_rebuild() returns void language plpgsql as $$
begin
    lock table case_file in share mode;
    delete from case_tally_change;
    delete from case_tally;
    insert into case_tally
    select v.kind, v.a, v.b, f.region_code,
           case when v.kind in ('REGISTERED', 'CLOSED') then '' else coalesce(f.unit, '') end, f.secrecy, count(*)
    from case_file f,
         lateral (values
             (case when f.ended then 'ENDED' else 'OPEN' end, f.stage, coalesce(f.risk, 'RISK_BLUE'), true),
             ('TIMED', f.stage, '', f.due_at is not null),
             ('FLOW', f.source, left(f.category, 2), true),
             ('LEVEL', f.level, '', f.level is not null),
             ('REGISTERED', to_char(f.registered_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'), '', true),
             ('CLOSED', to_char(f.closed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'), '', f.closed_at is not null)
         ) v(kind, a, b, counted)
    where v.counted
    group by 1, 2, 3, 4, 5, 6;
end $$;
select case_tally_rebuild();
