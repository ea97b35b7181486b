-- Search walks an index backwards, newest first, and stops when the page is full. Every message has a run of its own
-- integration (or _unrouted) from its arrival on, so one index on runs answers "by integration" and "by state"; it takes
-- the place of three.
drop index run_integration;
drop index run_attention;
drop index message_integration;
create index run_search on run (integration, state, message_id desc) where counted;
create index message_type on message (type, id desc);
-- The table's key, (day, hash, message_id), answers "by key" already, and (day, id) "by time".

-- A replay must know whether something newer of the same order key has been done since: the lanes of the work row, kept
-- after the work row is gone. A keyed hash, as there.
alter table run add column lanes bigint[] not null default '{}';
alter table delivery add column lane bigint;

-- What a person did to one message, and the list of all of it.
create index action_target on action (target, id desc);
