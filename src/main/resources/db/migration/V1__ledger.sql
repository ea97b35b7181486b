-- The ledger. Rows of one message carry the day on which it was received (taken from its UUIDv7), so that everything
-- about it lies in the partitions of one day and leaves with them. Small unpartitioned tables hold only what is still open.
-- No column here holds content of a message in clear: payloads are compressed and sealed, keys are keyed hashes.

create sequence node_epoch;
create sequence arrival_seq cache 1;

-- Every start of an engine node takes a new epoch and holds a session advisory lock on it: when the process dies the lock
-- is free, and whoever sees that may take over what the epoch had leased.
create table node (
    epoch      bigint primary key,
    name       text not null,
    started_at timestamptz not null default now()
);

create table message (
    day            date not null,
    id             uuid not null,          -- UUIDv7
    seq            bigint not null,        -- order of commit
    listener       text not null,
    system         text not null,
    transport      text not null,
    integration    text not null,          -- or _unrouted
    format         text not null,
    type           text not null default '',
    version        text not null default '',
    control_id     text not null default '',
    peer           text not null default '',
    correlation_id text not null,
    traceparent    text,
    received_at    timestamptz not null,
    size           int not null,
    sha256         bytea not null,
    outcome        text not null,          -- ACCEPTED, REJECTED, DUPLICATE, CONFLICT
    code           text,                   -- problem code when not ACCEPTED
    location       text,
    original_id    uuid,                   -- what a DUPLICATE repeats, what a CONFLICT contradicts
    warnings       text[] not null default '{}',
    primary key (day, id)
) partition by range (day);
create index message_integration on message (integration, id desc);

-- kind: 0 original (id = message), 1 event (id = event), 2 request (id = delivery), 3 response (id = attempt's response)
create table payload (
    day     date not null,
    id      uuid not null,
    kind    smallint not null,
    content bytea not null,
    primary key (day, id, kind)
) partition by range (day);
alter table payload alter column content set storage external;

-- Searchable keys of messages: hash = keyed hash of "name:value", also for controlId.
create table message_key (
    day        date not null,
    hash       uuid not null,
    message_id uuid not null,
    primary key (day, hash, message_id)
) partition by range (day);

-- Duplicates are decided here, in the transaction of the arrival.
create table duplicate (
    integration text not null,
    key         uuid not null,
    sha256      bytea not null,
    message_id  uuid not null,
    expires     timestamptz not null,
    primary key (integration, key)
);
create index duplicate_expires on duplicate (expires);

create table run (
    day         date not null,
    id          uuid not null,
    message_id  uuid not null,
    event_id    uuid,                      -- what a subscriber's run works on; null: the message itself
    integration text not null,
    revision    int not null default 0,
    counted     boolean not null default true,  -- the newest run of its (message or event, integration): the one that the balance counts
    state       text not null,
    replay_id   uuid,
    epoch       bigint,
    crashes     smallint not null default 0,
    open        int not null default 0,    -- events not yet in Kafka plus deliveries not yet finished
    created_at  timestamptz not null default now(),
    finished_at timestamptz,
    code        text,                      -- why it is not COMPLETED: problem code, hop, contract rule
    hop         text,
    rule        text,
    versions    jsonb,
    hops        jsonb,
    primary key (day, id)
) partition by range (day);
create index run_message on run (message_id);
create index run_integration on run (integration, created_at desc);
create index run_attention on run (state, created_at desc) where state in ('DEAD', 'IN_DOUBT', 'HELD', 'RECEIVED', 'ROUTED');

create table event (
    day            date not null,
    id             uuid not null,          -- derived, UUIDv5
    message_id     uuid not null,
    run_id         uuid not null,
    entity         text not null,
    version        text not null,
    seq            bigint not null,
    key_hash       uuid,
    classification text not null,
    revision       int not null default 0,
    supersedes     uuid,
    created_at     timestamptz not null,
    sha256         bytea not null,
    relayed_at     timestamptz,
    primary key (day, id)
) partition by range (day);
create index event_message on event (message_id);

create table outbox (
    seq      bigint primary key,
    day      date not null,
    event_id uuid not null,
    run_id   uuid not null
);

create table delivery (
    day          date not null,
    id           uuid not null,            -- derived, UUIDv5; also the idempotency key
    message_id   uuid not null,
    run_id       uuid not null,
    event_id     uuid,
    integration  text not null,
    endpoint     text not null,            -- system/endpoint
    state        text not null,
    revision     int not null default 0,
    supersedes   uuid,
    seq          bigint not null,
    attempts     int not null default 0,
    created_at   timestamptz not null,
    finished_at  timestamptz,
    content_type text not null,
    meta         jsonb not null,           -- method, path, control id: never content
    sha256       bytea not null,
    code         text,
    rule         text,
    primary key (day, id)
) partition by range (day);
create index delivery_message on delivery (message_id);
create index delivery_endpoint on delivery (endpoint, created_at desc);

create table attempt (
    day         date not null,
    delivery_id uuid not null,
    no          int not null,
    message_id  uuid not null,
    started_at  timestamptz not null,
    micros      bigint not null,
    outcome     text not null,             -- DELIVERED, RETRY, DEAD, IN_DOUBT
    code        text,
    status      text,                      -- HTTP status or MSA-1
    response_id uuid,
    primary key (day, delivery_id, no)
) partition by range (day);

-- Work still to do. Only the head of all its lanes is READY.
create table work (
    id         uuid primary key,           -- run or delivery
    kind       char(1) not null,           -- R run, D delivery
    owner      text not null,              -- integration or endpoint
    day        date not null,
    message_id uuid not null,
    run_id     uuid not null,
    seq        bigint not null,
    due        timestamptz not null,
    state      text not null,              -- READY, WAITING, LEASED, SENDING, BLOCKED
    epoch      bigint,
    attempts   int not null default 0,
    crashes    smallint not null default 0,
    lanes      bigint[] not null default '{}'
) with (fillfactor = 70);
create index work_ready on work (owner, due, seq) where state = 'READY';
create index work_leased on work (epoch) where state in ('LEASED', 'SENDING');

create table lane (
    key     bigint not null,
    seq     bigint not null,
    work_id uuid not null,
    primary key (key, seq, work_id)
);

-- What waits for a person: leaves only by replay or discard.
create table dead_letter (
    id          uuid primary key,          -- run or delivery
    kind        char(1) not null,          -- R run, D delivery, C conflict (a message held)
    day         date not null,
    message_id  uuid not null,
    run_id      uuid,
    integration text not null,
    hop         text not null default '',
    code        text not null,
    rule        text not null default '',
    endpoint    text not null default '',
    category    text not null,
    state       text not null,             -- DEAD, IN_DOUBT, HELD
    owner       text not null default '',
    attempts    int not null default 0,
    at          timestamptz not null
);
create index dead_letter_group on dead_letter (integration, hop, code, rule, endpoint);

create table replay (
    id         uuid primary key,
    state      text not null,              -- PLANNED, RUNNING, PAUSED, CANCELLED, DONE
    actor      text not null,
    reason     text not null,
    selection  jsonb not null,
    plan       jsonb not null,
    rate       int,                        -- per second, null: as fast as the work goes
    created_at timestamptz not null default now(),
    started_at timestamptz,
    ended_at   timestamptz
);
create table replay_item (
    replay_id uuid not null references replay,
    n         int not null,
    kind      char(1) not null,            -- R run, D delivery
    target_id uuid not null,
    day       date not null,
    state     text not null,               -- PENDING, DONE, SKIPPED
    note      text,
    result_id uuid,
    primary key (replay_id, n),
    unique (replay_id, kind, target_id)
);

-- integration:<name> or endpoint:<system/endpoint>
create table pause (
    target text primary key,
    actor  text not null,
    reason text not null,
    at     timestamptz not null default now()
);
create table breaker_override (
    endpoint text primary key,
    mode     text not null,                -- OPEN, CLOSED
    actor    text not null,
    reason   text not null,
    at       timestamptz not null default now()
);

-- Who did what, to what, and why.
create table action (
    id     uuid primary key,
    at     timestamptz not null default now(),
    actor  text not null,
    role   text not null,
    verb   text not null,
    target text not null,
    reason text not null default '',
    detail jsonb
);

-- received = completed + filtered + ... holds because one trigger counts every change of a counted run.
create table balance (
    integration text not null,
    state       text not null,
    n           bigint not null,
    primary key (integration, state)
);
create table balance_delta (
    integration text not null,
    state       text not null,
    n           bigint not null
);

create function run_inserted() returns trigger language plpgsql as $$
begin
    insert into balance_delta
    select integration, state, count(*) from new_rows where counted group by 1, 2;
    return null;
end $$;
create function run_updated() returns trigger language plpgsql as $$
begin
    insert into balance_delta
    select integration, state, sum(n) from (
        select integration, state, 1 as n from new_rows where counted
        union all
        select integration, state, -1 from old_rows where counted) c
    group by 1, 2 having sum(n) <> 0;
    return null;
end $$;
create trigger run_inserted after insert on run referencing new table as new_rows
    for each statement execute function run_inserted();
create trigger run_updated after update on run referencing new table as new_rows old table as old_rows
    for each statement execute function run_updated();

-- Partitions for the days around today; the engine makes the coming ones ahead of time.
create function ensure_partitions(first date, last date) returns void language plpgsql as $$
declare
    d date; t text;
begin
    for d in select generate_series(first, last, interval '1 day')::date loop
        foreach t in array array['message', 'payload', 'message_key', 'run', 'event', 'delivery', 'attempt'] loop
            execute format('create table if not exists %I partition of %I for values from (%L) to (%L)',
                t || '_' || to_char(d, 'YYYYMMDD'), t, d, d + 1);
        end loop;
    end loop;
end $$;
select ensure_partitions((now() at time zone 'UTC')::date - 2, (now() at time zone 'UTC')::date + 7);
