-- Controls that could not be applied when an event was made: it went on nevertheless, as its tier says, and its readers see it.
alter table event add column flags text[];
