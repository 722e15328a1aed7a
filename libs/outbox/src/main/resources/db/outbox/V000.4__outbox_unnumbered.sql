-- Whether something waits for its number is asked before every publishing: not by a walk over rows just deleted.
create index outbox_unnumbered on outbox (id) where stream is not null and position is null;
