-- Rows the broker refuses for ever (too large, no lawful topic name …), moved aside so that the others go on.
-- A person looks at the reason and puts the row back or lets it be; see libs/outbox/README.md.
create table outbox_refused (
    id         bigint      primary key,     -- the id it had in outbox
    shard      smallint    not null,
    topic      text,
    stream     text,
    key        text        not null,
    event_id   uuid        not null,
    type       text        not null,
    subject    text        not null,
    headers    text        not null,
    payload    text        not null,
    position   bigint,
    created_at timestamptz not null,
    reason     text        not null,        -- class of the failure
    refused_at timestamptz not null default clock_timestamp()
);

-- Puts a refused row back, under its old id: it is sent before what its key has waiting. False if there is none.
create function outbox_put_back(the_id bigint) returns boolean language plpgsql as $$
begin
    with back as (
        delete from outbox_refused where id = the_id
        returning id, shard, topic, stream, key, event_id, type, subject, headers, payload, position, created_at
    )
    insert into outbox (id, shard, topic, stream, key, event_id, type, subject, headers, payload, position, created_at)
    overriding system value
    select * from back;
    if not found then
        return false;
    end if;
    perform pg_notify('outbox', '');
    return true;
end $$;
