-- How many answers the doors gave, counted apart from the receipts so that a lost row shows as a difference.
-- Slots spread the writers: one row a day would be a lock for every push.
create table door_tally (
    system  text    not null,
    day     date    not null,
    door    text    not null,
    outcome text    not null,                      -- RECEIVED CONFLICT QUARANTINED DUPLICATE REPEATED
    slot    integer not null,
    count   bigint  not null,
    primary key (system, day, door, outcome, slot)
);

-- The Kafka door counts by the broker's offsets. A gap between two days or two batches counts as received: it is a loss and shows.
create table door_offset (
    system      text    not null,
    partition   integer not null,
    day         date    not null,
    from_offset bigint  not null,
    to_offset   bigint  not null,                  -- first offset not yet taken
    primary key (system, partition, day)
);
