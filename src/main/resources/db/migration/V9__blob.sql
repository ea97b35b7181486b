-- Large parts of messages, once each, in pieces of 256 KiB. Where they stood the payloads have a word that names them by their
-- id, a keyed hash. They are committed with their message and leave with its day, as its payloads do.
create table blob (
    day        date not null,
    message_id uuid not null,
    id         uuid not null,
    n          int not null,
    content    bytea not null,             -- compressed, sealed
    primary key (message_id, id, n, day)
) partition by range (day);
alter table blob alter column content set storage external;

create or replace function ensure_partitions(first date, last date) returns void language plpgsql as $$
declare
    d date; t text; part text;
begin
    perform pg_advisory_xact_lock(hashtext('sluice.partitions'), 0);
    for d in select generate_series(first, last, interval '1 day')::date loop
        foreach t in array array['message', 'payload', 'blob', 'message_key', 'run', 'event', 'delivery', 'attempt'] loop
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
