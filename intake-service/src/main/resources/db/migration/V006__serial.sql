-- Serials of case numbers and acceptance notices, leased in blocks; a block not used up leaves a gap.
create table serial (
    scope text   primary key,                      -- case:<region6>:<yyyyMMdd> or notice:<region6>:<yyyy>
    next  bigint not null
);
