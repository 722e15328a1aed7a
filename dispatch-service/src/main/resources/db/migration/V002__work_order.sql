-- The queue of each unit, projected from the assignments.
create table work_order (
    order_no     text primary key,
    case_id      uuid        not null,
    case_no      text        not null,
    unit         text        not null,
    state        text        not null,
    urgent       boolean     not null,
    category     text        not null,
    title        text        not null,
    region_code  text        not null,
    issued_at    timestamptz not null,
    sign_due_at  timestamptz not null,
    signed_at    timestamptz,
    due_at       timestamptz not null,
    due_rule     text        not null,
    finished_at  timestamptz
);
create index work_order_queue on work_order (unit, state, issued_at);

-- What units wrote, encrypted (associated data order_text/text/<order no>-<n>).
create table order_text (
    id        text primary key,
    order_no  text        not null,
    step      text        not null,
    at        timestamptz not null,
    sealed    bytea       not null
);
create index order_text_of_order on order_text (order_no, at);
