-- An id is looked up over all days (a redelivery may come on a later one, a command may be repeated after midnight).
-- On the partitioned table: every partition, also a later one, gets its own.
create index edge_inbox_by_id on edge_inbox (id);
