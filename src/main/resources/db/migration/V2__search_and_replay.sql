-- Search walks an index backwards, newest first, and stops when the page is full. V1 has those for time (message), key
-- (message_key) and integration (run); what is open or dead stands in tables of its own.
create index message_type on message (type, id desc);
create index message_refused on message (outcome, id desc) where outcome <> 'ACCEPTED';

-- What was done by hand to one message; the whole list goes by id.
create index action_target on action (target, id desc);
