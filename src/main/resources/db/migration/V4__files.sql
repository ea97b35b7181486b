-- Files taken in, each claimed once: by whatever node, after whatever restart. The id is that of its parent message. What a
-- file states and holds in totals is content and sealed with the parent; its path is not, since it is looked for by it.
create table file (
    id          uuid primary key,
    listener    text not null,
    integration text not null,
    path        text not null,
    size        bigint not null,
    modified    timestamptz not null,
    sha256      bytea not null,
    state       text not null,             -- READING, STORED, ARCHIVED, REFUSED, QUARANTINED, LOST
    records     bigint not null,           -- that become messages
    code        text,                      -- why it is refused or lost, or what was wrong and accepted
    place       text,                      -- where it is to lie at the end; set before it is moved
    settled     boolean not null default false, -- its receipt says the last word about every record
    claimed_at  timestamptz not null,
    stored_at   timestamptz,
    ended_at    timestamptz,
    unique (listener, path, size, modified, sha256)
);
create index file_open on file (listener) where not settled;

-- Files that go out: the name that a delivery's file has, given once, and how far it came. Whoever repeats a delivery finds
-- here what may be there already, also when its receiver has taken it away.
create table outgoing_file (
    delivery_id uuid primary key,
    endpoint    text not null,
    sequence    bigint not null,
    name        text not null,
    stage       text not null,             -- NAMED, WRITTEN (whole, under its temporary name), PLACED (under its own)
    named_at    timestamptz not null,
    unique (endpoint, sequence),
    unique (endpoint, name)
);
create table outgoing_sequence (
    endpoint text primary key,
    last     bigint not null
);
