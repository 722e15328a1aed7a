-- The parties as a record named them, sealed as one value.
create table party (
    party_id uuid    primary key,
    case_id  uuid    not null,
    ordinal  bigint  not null,                     -- order in which the record named them
    role     text    not null,
    kind     text    not null,
    secret   boolean not null,                     -- the source asked to hide this person from the handling unit
    sealed   bytea   not null
);
create index party_by_case on party (case_id);

-- Keyed hashes by which a person, phone, place or earlier record is recognised.
create table recognition_key (
    kind    text not null,                         -- ID PHONE ADDRESS EARLIER
    key     text not null,
    case_id uuid not null,
    primary key (kind, key, case_id)
);
create index recognition_key_by_case on recognition_key (case_id);

-- Who was shown the contacts of a case, and why. Appended only.
create table contact_access (
    id      bigint generated always as identity primary key,
    case_id uuid        not null,
    at      timestamptz not null,
    actor   text        not null,
    unit    text,
    reason  text        not null,
    shown   integer     not null,
    hidden  integer     not null
);
create index contact_access_by_case on contact_access (case_id, at);
create rule contact_access_is_never_changed as on update to contact_access do instead nothing;
create rule contact_access_is_never_deleted as on delete to contact_access do instead nothing;
