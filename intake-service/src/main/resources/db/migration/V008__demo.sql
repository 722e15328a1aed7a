-- Made-up traffic (CloudEvents extension demo, or header ce-demo): it passes the same doors and is marked wherever it is shown.
alter table receipt add column demo boolean not null default false;
