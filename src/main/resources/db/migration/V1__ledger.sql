-- The ledger. Rows of one message carry the day on which it was received (taken from its UUIDv7), so that everything
-- about it lies in the partitions of one day and leaves with them. Small unpartitioned tables hold only what is still open.
-- No column here holds content of a message in clear: payloads are compressed and sealed, keys are keyed hashes.
--
-- Keys of partitioned tables begin with the message's id: everything about a message is found by its id alone, and new rows
-- go to the right edge of each index. They end with the day, which PostgreSQL asks for; at the front it would tempt the
-- planner to read a new day's partition, which it believes to be empty, from end to end instead of by id. No index mentions state, code, attempts or another column that changes, so that
-- a change of state stays within its page (HOT) and touches no index: what is dead, doubtful or held is found in
-- dead_letter, what is still to do in work.

create sequence node_epoch;
-- One number for each commit batch, taken under the locks of its lanes; seq = number * 2^20 + place in the batch.
create sequence batch_seq;

-- The fingerprint of the keys that the payloads are sealed with: an engine with other keys must not start.
create table keyring (
    fingerprint uuid not null
);

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
    primary key (id, day)
) partition by range (day);

-- kind: 0 original (id = message), 1 event (id = event), 2 request (id = delivery), 3 response (id = attempt's response)
create table payload (
    day        date not null,
    message_id uuid not null,
    id         uuid not null,
    kind       smallint not null,
    content    bytea not null,
    primary key (message_id, id, kind, day)
) partition by range (day);
alter table payload alter column content set storage external;

-- Searchable keys of messages: hash = keyed hash of "name:value", also for controlId.
create table message_key (
    day        date not null,
    hash       uuid not null,
    message_id uuid not null,
    primary key (hash, message_id, day)
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
    lanes       bigint[] not null default '{}', -- keyed hashes of its order keys: a repetition queues there again
    open        int not null default 0,    -- events not yet in Kafka plus deliveries not yet finished
    created_at  timestamptz not null default now(),
    finished_at timestamptz,
    code        text,                      -- why it is not COMPLETED: problem code, hop, contract rule
    hop         text,
    rule        text,
    versions    json,
    hops        json,
    primary key (message_id, id, day)
) partition by range (day);
create index run_integration on run (integration, message_id desc);

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
    primary key (message_id, id, day)
) partition by range (day);

create table outbox (
    seq        bigint primary key,
    day        date not null,
    message_id uuid not null,
    event_id   uuid not null,
    run_id     uuid not null
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
    lanes        bigint[] not null default '{}',
    attempts     int not null default 0,
    created_at   timestamptz not null,
    finished_at  timestamptz,
    content_type text not null,
    meta         json not null,            -- method, path, control id: never content
    sha256       bytea not null,
    code         text,
    rule         text,
    primary key (message_id, id, day)
) partition by range (day);
create index delivery_endpoint on delivery (endpoint, message_id desc);

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
    primary key (message_id, delivery_id, no, day)
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
    state      text not null,              -- READY, WAITING, HELD (waiting behind a blocked one), LEASED, SENDING, BLOCKED
    epoch      bigint,                     -- whose lease; a result under another epoch is refused
    attempts   int not null default 0,
    crashes    smallint not null default 0,
    lanes      bigint[] not null default '{}',
    -- Whoever leases takes the epoch from the table node: a node that was taken over gets null there, and fails.
    constraint leased_by_living check (state not in ('LEASED', 'SENDING') or epoch is not null)
) with (fillfactor = 70);
create index work_ready on work (owner, due, seq) where state = 'READY';
create index work_blocked on work (id) where state = 'BLOCKED';

-- Who stands in which lane, in order of seq: keyed 64-bit hash of (owner, value of the order key).
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

-- received = completed + filtered + ... holds because triggers count every change of a counted run. RECEIVED and ROUTED
-- count as IN_PROGRESS. Changes are added to balance_delta, and folded into balance from time to time: a counter row for
-- each integration would be a queue for all who commit. A reader sums both tables in one snapshot.
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

create function balance_state(state text) returns text language sql immutable as $$
    select case when state in ('RECEIVED', 'ROUTED') then 'IN_PROGRESS' else state end
$$;
create function run_inserted() returns trigger language plpgsql as $$
begin
    insert into balance_delta
    select integration, balance_state(state), count(*) from new_rows where counted group by 1, 2;
    return null;
end $$;
create function run_updated() returns trigger language plpgsql as $$
begin
    insert into balance_delta
    select integration, balance_state(state), sum(n) from (
        select integration, state, 1 as n from new_rows where counted
        union all
        select integration, state, -1 from old_rows where counted) c
    group by 1, 2 having sum(n) <> 0;
    return null;
end $$;

-- A trigger sees the statements that name its table: those who write through the parent, and those who write to the
-- partition itself, as the hot path does (no routing, and plans that do not grow with the number of days kept).
create trigger run_inserted after insert on run referencing new table as new_rows
    for each statement execute function run_inserted();
create trigger run_updated after update on run referencing new table as new_rows old table as old_rows
    for each statement execute function run_updated();

-- The partitions of the days from first to last, <table>_<YYYYMMDD>; those that exist stay as they are.
create function ensure_partitions(first date, last date) returns void language plpgsql as $$
declare
    d date; t text; part text;
begin
    perform pg_advisory_xact_lock(hashtext('sluice.partitions'), 0);
    for d in select generate_series(first, last, interval '1 day')::date loop
        foreach t in array array['message', 'payload', 'message_key', 'run', 'event', 'delivery', 'attempt'] loop
            part := t || '_' || to_char(d, 'YYYYMMDD');
            continue when to_regclass(part) is not null;
            -- Made apart and attached, since that stops nobody who reads.
            execute format('create table %I (like %I including all) with (fillfactor = %s)',
                part, t, case when t in ('run', 'event', 'delivery') then 60 else 100 end);
            execute format('alter table %I attach partition %I for values from (%L) to (%L)', t, part, d, d + 1);
            if t = 'run' then
                execute format('create trigger run_inserted after insert on %I referencing new table as new_rows '
                    'for each statement execute function run_inserted()', part);
                execute format('create trigger run_updated after update on %I referencing new table as new_rows '
                    'old table as old_rows for each statement execute function run_updated()', part);
            end if;
        end loop;
    end loop;
end $$;
select ensure_partitions((now() at time zone 'UTC')::date - 2, (now() at time zone 'UTC')::date + 7);

-- Raises: fewer rows were met than wanted. The batch, which takes one round trip, has no effect then and is decided step by
-- step.
create function unexpected(what text) returns int language plpgsql as $$
begin
    raise exception using errcode = 'SL001', message = what;
end $$;

-- Order per key. Everyone who enters or leaves lanes does so in this order: the lanes' advisory locks (by their keys, sorted),
-- then duplicates, runs and work. A statement in read committed sees what was committed before it began, so whoever holds
-- the locks of a lane sees all that is in it. seq is drawn under the locks, so that it follows the order of commit in a lane.
-- Advisory locks of other kinds: (720, epoch) held by a living node, (721, epoch) shared by its transactions, so that none
-- commits a lease after the epoch was taken over; (722, 0) held by the relay.

-- Takes what a dead epoch has leased: READY again, for anyone. What needs a judgement (sent perhaps, or lost in its third
-- crash) is leased to the epoch me, whose duty it is. counts: the engine died; else it is alive and only starts afresh.
-- Nothing when a transaction of the dead epoch is still under way: to be tried again.
create function take_over(dead bigint, me bigint, counts boolean) returns setof work language plpgsql as $$
begin
    if not pg_try_advisory_xact_lock(721, dead::int) then
        return;
    end if;
    perform pg_advisory_xact_lock_shared(721, me::int);
    delete from node where epoch = dead;
    return query update work
    set crashes = crashes + counts::int,
        state = case when state = 'SENDING' then 'SENDING'
            when kind = 'R' and crashes + counts::int >= 3 then 'LEASED' else 'READY' end,
        epoch = case when state = 'SENDING' or kind = 'R' and crashes + counts::int >= 3
            then (select n.epoch from node n where n.epoch = me) end
    where epoch = dead
    returning *;
end $$;

-- The state of runs is derived from their deliveries once they are routed: DEAD or IN_DOUBT while any of them is, HELD while
-- one waits behind a blocked one, COMPLETED when nothing is open. Called when a delivery took another way than DELIVERED.
create function settle(days date[], messages uuid[], runs uuid[], at timestamptz) returns void language plpgsql as $$
declare
    one record;
begin
    for one in select distinct s.day, s.message, s.run from unnest(days, messages, runs) s(day, message, run) order by 2, 3 loop
        perform 1 from run r where r.day = one.day and r.message_id = one.message and r.id = one.run for update;
        update run r
        set state = d.state, finished_at = case when d.state = 'COMPLETED' then coalesce(r.finished_at, at) end
        from (
            select case
                when exists (select 1 from delivery d where d.day = one.day and d.message_id = one.message
                    and d.run_id = one.run and d.state = 'DEAD') then 'DEAD'
                when exists (select 1 from delivery d where d.day = one.day and d.message_id = one.message
                    and d.run_id = one.run and d.state = 'IN_DOUBT') then 'IN_DOUBT'
                when exists (select 1 from delivery d join work w on w.id = d.id where d.day = one.day
                    and d.message_id = one.message and d.run_id = one.run and w.state = 'HELD') then 'HELD'
                when o.open = 0 then 'COMPLETED'
                else 'ROUTED' end as state
            from run o where o.day = one.day and o.message_id = one.message and o.id = one.run) d
        where r.day = one.day and r.message_id = one.message and r.id = one.run and r.state <> d.state;
    end loop;
end $$;

-- Ends deliveries by hand or by a later revision: to_state is SUPERSEDED or DISCARDED. They leave their lanes, whose locks the
-- caller holds, and the caller wakes what stood behind. One that has ended already only takes the state.
create function close_deliveries(of_day date, messages uuid[], ids uuid[], to_state text, at timestamptz)
    returns void language plpgsql as $$
declare
    one record;
begin
    for one in
        select d.id, d.message_id, d.run_id, d.state from unnest(messages, ids) u(message_id, id)
        join delivery d on d.day = of_day and d.message_id = u.message_id and d.id = u.id
        order by d.message_id, d.id for update of d
    loop
        update delivery d set state = to_state, finished_at = coalesce(d.finished_at, at)
        where d.day = of_day and d.message_id = one.message_id and d.id = one.id;
        delete from lane l using work w, unnest(w.lanes) k
        where w.id = one.id and l.key = k and l.seq = w.seq and l.work_id = w.id;
        delete from work where id = one.id;
        delete from dead_letter where id = one.id;
        if one.state in ('QUEUED', 'SENDING', 'DEAD', 'IN_DOUBT') then
            update run r set open = r.open - 1
            where r.day = of_day and r.message_id = one.message_id and r.id = one.run_id;
            perform settle(array[of_day], array[one.message_id], array[one.run_id], at);
        end if;
    end loop;
end $$;

-- Work that waited behind a blocked one waits no more, or waits as all do: its run counts as in progress again.
create function unhold(ids uuid[], at timestamptz) returns void language plpgsql as $$
begin
    update run r set state = 'RECEIVED' from work w
    where w.id = any(ids) and w.kind = 'R' and r.day = w.day and r.message_id = w.message_id and r.id = w.id
        and r.state = 'HELD';
    perform settle(array_agg(w.day), array_agg(w.message_id), array_agg(w.run_id), at)
    from work w where w.id = any(ids) and w.kind = 'D' having count(*) > 0;
end $$;

-- Marks work in the lane after the seq upto as HELD, at most so many, as long as the one that stands there at seq origin is
-- blocked or held. Gives those it has looked at.
create function hold(in_lane bigint, origin bigint, upto bigint, most int, at timestamptz)
    returns table (seq bigint, lanes bigint[]) language plpgsql as $$
declare
    seen uuid[]; held uuid[];
begin
    perform pg_advisory_xact_lock(in_lane);
    if not exists (select 1 from lane l join work w on w.id = l.work_id
            where l.key = in_lane and l.seq = origin and w.state in ('BLOCKED', 'HELD')) then
        return;
    end if;
    select array_agg(n.work_id) into seen from (
        select l.work_id from lane l where l.key = in_lane and l.seq > upto order by l.seq limit most) n;
    with marked as (
        update work w set state = 'HELD' where w.id = any(seen) and w.state = 'WAITING' returning w.id)
    select array_agg(id) into held from marked;
    update run r set state = 'HELD' from work w
    where w.id = any(held) and w.kind = 'R' and r.day = w.day and r.message_id = w.message_id and r.id = w.id
        and r.state = 'RECEIVED';
    perform settle(array_agg(w.day), array_agg(w.message_id), array_agg(w.run_id), at)
    from work w where w.id = any(held) and w.kind = 'D' having count(*) > 0;
    return query select w.seq, w.lanes from work w where w.id = any(seen) order by w.seq;
end $$;

-- Wakes the next of each lane that a head has left. gone_keys and gone_seqs: where the leavers stood. Work of several
-- lanes is locked, and looked at again in a new statement, because the leavers of its other lanes may be waking it at the
-- same time and neither would see the other's leaving. owners and room: how much may be leased to this epoch at once; the
-- rest is READY and waits to be claimed.
create function wake(gone_keys bigint[], gone_seqs bigint[], by_epoch bigint, owners text[], room int[], at timestamptz)
    returns setof work language plpgsql as $$
declare
    next uuid[]; wide boolean; held uuid[];
begin
    select array_agg(distinct n.work_id) into next
    from unnest(gone_keys, gone_seqs) g(key, seq)
    cross join lateral (
        select l.work_id from lane l where l.key = g.key and l.seq > g.seq order by l.seq limit 1) n;
    if next is null then
        return;
    end if;
    select bool_or(cardinality(lanes) > 1), array_agg(id) filter (where state = 'HELD') into wide, held
    from work where id = any(next);
    if wide then
        perform 1 from work where id = any(next) order by id for update;
    end if;
    return query update work w
    set state = case when h.place <= coalesce(o.room, 0) then 'LEASED' else 'READY' end,
        epoch = case when h.place <= coalesce(o.room, 0) then (select n.epoch from node n where n.epoch = by_epoch) end
    from (
        select id, owner, row_number() over (partition by owner order by seq) as place
        from work where id = any(next) and state in ('WAITING', 'HELD') and not exists (
            select 1 from unnest(lanes) k join lane l on l.key = k and l.seq < work.seq)) h
        left join unnest(owners, room) o(owner, room) on o.owner = h.owner
    where w.id = h.id
    returning w.*;
    if held is not null then
        perform unhold(array(select id from work where id = any(held) and state <> 'HELD'), at);
    end if;
end $$;
