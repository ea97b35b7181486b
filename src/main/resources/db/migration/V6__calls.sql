-- A call is a delivery that its run waits for. It has no work of its own: it is made under the lease of its run, its state
-- moves with the run, and it is repeated with the run only. kind 6 of payload: the answer that a run gave to a caller who
-- waits (id = run).
alter table delivery add column called boolean not null default false;
