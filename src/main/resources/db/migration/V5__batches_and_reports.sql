-- A file that goes out may hold many deliveries. Its row has an id of its own then, in place of a delivery's, and its members
-- know it. They may change until the file was whole (WRITTEN), and never afterwards.
alter table outgoing_file add column batch boolean not null default false;
alter table outgoing_file add column opened boolean not null default false; -- a batch of which something may be still to do
alter table outgoing_file add column blank boolean not null default false;  -- a batch that is to have no members
alter table outgoing_file add column size bigint;                           -- of what was written, with its hash
alter table outgoing_file add column sha256 bytea;
create index outgoing_file_opened on outgoing_file (endpoint, sequence) where opened;
create table outgoing_member (
    delivery_id uuid primary key,
    file_id     uuid not null
);
create index outgoing_member_file on outgoing_member (file_id);
-- Up to which time of closing the files of an endpoint have been closed.
create table outgoing_cut (
    endpoint text primary key,
    cut_at   timestamptz not null
);

-- Bytes of what a delivery sends; null for those from before.
alter table delivery add column size bigint;

-- The report about the refused and dead records of a file, which is a delivery.
alter table file add column reported uuid;
