-- The tables of libs/outbox, in the database of every service that uses it.

-- What happened, by whom, under which rule. Appended, never changed; hash-chained per case.
create table journal (
    case_id       uuid        not null,
    ordinal       bigint      not null,
    event_id      uuid        not null,
    type          text        not null,
    sequence      bigint,                  -- null: noted here, not published
    at            timestamptz not null,
    actor         text        not null,
    actor_unit    text,
    actor_role    text,
    rule          text,
    causation_id  text,
    payload       text        not null,
    previous_hash text        not null,
    hash          text        not null,
    primary key (case_id, ordinal)
);
create rule journal_is_never_changed as on update to journal do instead nothing;
create rule journal_is_never_deleted as on delete to journal do instead nothing;

-- What still has to reach the broker or a stream. Rows live for milliseconds: keep vacuum eager.
create table outbox (
    id         bigint generated always as identity primary key,
    shard      smallint    not null,
    topic      text,                       -- null: a stream without a Kafka door
    stream     text,                       -- null: an event topic; otherwise gets a position
    key        text        not null,
    event_id   uuid        not null,
    type       text        not null,
    subject    text        not null,
    headers    text        not null,
    payload    text        not null,
    position   bigint,
    created_at timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
create index outbox_by_shard on outbox (shard, id);

-- Department and source streams: one position 1, 2, 3 … per stream, read by HTTP and SSE, the same number as in Kafka.
create table stream_head (
    stream   text primary key,
    position bigint not null
);
create table stream_entry (
    stream     text        not null,
    position   bigint      not null,
    event_id   uuid        not null,
    type       text        not null,
    subject    text        not null,
    key        text        not null,
    headers    text        not null,
    payload    text        not null,
    created_at timestamptz not null,
    primary key (stream, position)
);
create index stream_entry_by_subject on stream_entry (stream, subject, position);

-- Which stream entries reached their door; the owner turns them into "delivered".
create table stream_delivery (
    event_id     uuid primary key,
    stream       text        not null,
    position     bigint      not null,
    delivered_at timestamptz not null default clock_timestamp()
);

-- The last sequence seen per owner and case.
create table case_cursor (
    owner    text   not null,
    case_id  uuid   not null,
    sequence bigint not null,
    primary key (owner, case_id)
);

-- Events that came too early, for a case not met yet, or that a person must look at.
create table waiting_event (
    owner    text        not null,
    case_id  uuid        not null,
    sequence bigint      not null,
    type     text        not null,
    headers  text        not null,
    payload  text        not null,
    parked   text,                          -- null: waits by itself; otherwise why a person must replay or skip it
    since    timestamptz not null default clock_timestamp(),
    primary key (case_id, owner, sequence)
);

-- Ids seen at the edge (source.*, department.*.replies). Partitioned by day, old days are dropped whole.
create table edge_inbox (
    day date not null,
    id  text not null,
    primary key (day, id)
) partition by range (day);
create table edge_inbox_other partition of edge_inbox default;

create function edge_inbox_open(the_day date) returns void language plpgsql as $$
begin
    execute format('create table if not exists edge_inbox_%s partition of edge_inbox for values from (%L) to (%L)',
                   to_char(the_day, 'YYYYMMDD'), the_day, the_day + 1);
exception when others then
    null; -- the default partition already holds rows of that day, or another replica was first: both are fine
end $$;

create function edge_inbox_drop_before(the_day date) returns integer language plpgsql as $$
declare
    part record;
    dropped integer := 0;
begin
    for part in select relname from pg_class where relname ~ '^edge_inbox_\d{8}$' and relkind = 'r'
                and to_date(right(relname, 8), 'YYYYMMDD') < the_day loop
        execute format('drop table %I', part.relname);
        dropped := dropped + 1;
    end loop;
    delete from edge_inbox_other where day < the_day;
    return dropped;
end $$;
