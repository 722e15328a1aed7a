-- The orders of a case, for what was written about them.
create index work_order_of_case on work_order (case_no);
