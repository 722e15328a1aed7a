-- What the list, the board and the lights read. Every column repeats what the document says, so that a page of twenty
-- needs no document.
alter table case_file
    add column source    text        not null default '',     -- system of the first record
    add column level     text,                                -- where it was resolved: VILLAGE TOWNSHIP COUNTY
    add column demo      boolean     not null default false,
    add column ended     boolean     not null default false,  -- nothing more will happen by itself
    add column yellow_at timestamptz,                         -- a quarter of the order's time is left
    add column red_at    timestamptz;                         -- a tenth

update case_file
set ended     = state in ('CLOSED', 'ARCHIVED', 'REFUSED', 'CONCLUDED', 'MERGED', 'CANCELLED'),
    source    = coalesce(body::jsonb #>> '{records,0,system}', ''),
    yellow_at = due_at - 0.25 * (due_at - issued_at),
    red_at    = due_at - 0.10 * (due_at - issued_at);

-- Codes are compared as bytes: a region and what lies in it is a range, whatever the language of the database.
alter table case_file
    alter column region_code type text collate "C",
    alter column case_no type text collate "C",
    alter column category type text collate "C";

-- The document lies beside the table, whose rows stay small: a filter that reads ten thousand rows reads few pages.
-- Updates that touch no indexed column stay within their page.
alter table case_file set (toast_tuple_target = 512, fillfactor = 85);

-- Disks that seek: a page beside another is no cheaper than one far away, and indexes are worth walking.
alter role current_user set random_page_cost = 1.1;

-- The list walks this index from the newest on and stops at the page's end; the number breaks ties, so a page has one end.
create index case_file_newest on case_file (registered_at desc, case_no desc);
-- Filters that leave little, where walking the newest would read all.
create index case_file_region on case_file (region_code, registered_at desc);
create index case_file_category on case_file (category, registered_at desc);
create index case_file_source on case_file (source, registered_at desc);
create index case_file_high_risk on case_file (risk, registered_at desc) where risk in ('RISK_RED', 'RISK_ORANGE');
create index case_file_demo on case_file (registered_at desc) where demo;
drop index case_file_list;

-- Running clocks in the order they turn yellow: whoever counts lights reads those that are not green any more.
create index case_file_clock on case_file (yellow_at)
    include (red_at, due_at, stage, region_code, unit, secrecy, risk) where yellow_at is not null;
-- Filters by light, newest first, and what was closed today.
create index case_file_timed on case_file (registered_at desc, case_no desc) where yellow_at is not null;
create index case_file_closed on case_file (closed_at) where closed_at is not null;
-- The board: open cases of a stage, the most urgent first.
create index case_file_board on case_file (stage, due_at, registered_at)
    include (region_code, unit, secrecy) where not ended;
create index case_file_board_of_unit on case_file (unit, stage, due_at) where not ended;
