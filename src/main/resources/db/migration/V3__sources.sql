-- Parts of a message (records of a file, items of a batch) know the whole and their place in it.
alter table message add column parent_id uuid;
alter table message add column position bigint;
create index message_parent on message (parent_id, position) where parent_id is not null;

-- How far a source has been read; moved in the transaction of the arrivals. One row for each part from the first look on.
create table progress (
    source   text not null,                -- kafka:<listener>, file:<id>
    part     text not null,                -- a partition; empty when there are none
    position bigint not null,              -- of the next thing to read
    primary key (source, part)
) with (fillfactor = 70);

-- Raises: a reader stands elsewhere than the ledger has it. Another one has taken its place.
create function overtaken(what text) returns int language plpgsql as $$
begin
    raise exception using errcode = 'SL002', message = what;
end $$;
