-- What dispatch told the sources, as its events say; shown with the receipt.
create table answer (
    system     text        not null,
    source_key text        not null,
    kind       text        not null,
    state      text        not null,
    at         timestamptz not null,
    primary key (system, source_key, kind)
);
