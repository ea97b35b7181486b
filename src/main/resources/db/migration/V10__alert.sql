-- What waits longer than its tier allows, and who is to know. One open row for each kind, integration and endpoint, whichever
-- node sees it first; it ends when nothing waits that long any more.
create table alert (
    id          uuid primary key,
    kind        text not null,             -- RUN, DELIVERY (not begun or not done), DEAD_LETTER (waits for a person)
    integration text not null,
    endpoint    text not null,             -- empty for runs and dead letters
    owner       text not null,
    escalate_to text not null,
    since       timestamptz not null,      -- of the oldest
    count       int not null,
    raised_at   timestamptz not null,
    ended_at    timestamptz
);
create unique index alert_open on alert (kind, integration, endpoint) where ended_at is null;
create index alert_raised on alert (raised_at desc);
