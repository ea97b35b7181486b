-- How full pages are made at first, in percent. A run grows when it ends (its hops, the versions it used) and changes once
-- more when all that it did is done: on pages that are filled to a fifth both find room beside the row (HOT) and touch no
-- index, and at the end the pages are full. With 60 half of all changes of runs went to other pages.
create function partition_fill(t text) returns int language sql immutable as $$
    select case t when 'run' then 20 when 'event' then 50 when 'delivery' then 60 else 100 end
$$;

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
                part, t, partition_fill(t));
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
do $$
declare
    r record;
begin
    for r in select c.relname as part, p.relname as t from pg_inherits i
            join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
            where p.relname in ('run', 'event') and c.relkind = 'r' loop
        execute format('alter table %I set (fillfactor = %s)', r.part, partition_fill(r.t));
    end loop;
end $$;
