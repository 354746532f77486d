-- What stands for a message that came in, as JSON; null: nobody asked.
alter table received add column checks text collate "C";
