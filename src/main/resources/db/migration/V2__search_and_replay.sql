-- Search walks an index backwards, newest first, and stops when the page is full. V1 has those for time (message), key
-- (message_key) and integration (run); what is open or dead stands in tables of its own.
create index message_type on message (type, id desc);
create index message_refused on message (outcome, id desc) where outcome <> 'ACCEPTED';

-- What was done by hand to one message; the whole list goes by id.
create index action_target on action (target, id desc);

-- The message of an item leads to the partition of its target. A replay with a rate waits until next_at, on whichever node.
alter table replay_item add column message_id uuid not null;
alter table replay add column next_at timestamptz;
create index replay_item_pending on replay_item (replay_id, n) where state = 'PENDING';
create index replay_running on replay (id) where state = 'RUNNING';
