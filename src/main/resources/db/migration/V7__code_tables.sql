-- Code tables that were imported. Every version stays, so that one that a hop names can be looked up; the last one of a table holds.
-- One without content says that the file of the catalogue holds again. What they hold is configuration, not content of messages.
create table code_table (
    id          bigint generated always as identity primary key,
    integration text not null,             -- whose own table it is; empty: shared
    name        text not null,
    version     text not null,             -- of the CSV, as in hops; empty without content
    csv         text,
    actor       text not null,
    role        text not null,
    reason      text not null,
    at          timestamptz not null
);
create index code_table_name on code_table (integration, name, id desc);

-- Codes that no table knew: the worklist of who keeps the table. The code is content of a message, hence sealed; the id is a keyed
-- hash of table, integration, place and code.
create table unmapped_code (
    id          uuid primary key,
    table_name  text not null,
    integration text not null,
    place       text not null,             -- where it stands, as the mapping says: a path, never a value
    code        bytea not null,
    seen        bigint not null,           -- in so many runs
    first_seen  timestamptz not null,
    last_seen   timestamptz not null,
    resolved_at timestamptz,               -- null: open
    resolution  text                       -- version of the table that knows it, or the reason that was given
);
create index unmapped_code_table on unmapped_code (table_name);

-- Added to by every run that meets one, folded into unmapped_code from time to time. A reader folds first.
create table unmapped_delta (
    id          uuid not null,
    table_name  text not null,
    integration text not null,
    place       text not null,
    code        bytea not null,
    seen        int not null,
    at          timestamptz not null
);
