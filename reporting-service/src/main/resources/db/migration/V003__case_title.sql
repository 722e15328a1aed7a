-- Words of a title in Chinese have no spaces and two letters: single letters and pairs are indexed. A table of its own,
-- written once per case, so that the many updates of a case do not touch the inverted index.
create function title_grams(title text) returns text[] language sql immutable parallel safe as $$
    select coalesce(array_agg(distinct g), '{}')
    from (select lower(regexp_replace(title, '\s', '', 'g')) as t) x,
         lateral generate_series(1, length(t)) i,
         lateral (values (substr(t, i, 1)), (substr(t, i, 2))) v(g)
$$;

-- What a search looks for: pairs, or the one letter there is. Its single letters would only repeat what the pairs say.
create function sought_grams(text text) returns text[] language sql immutable parallel safe as $$
    select coalesce(array_agg(g), '{}')
    from unnest(title_grams(text)) g
    where length(g) = least(2, length(regexp_replace(text, '\s', '', 'g')))
$$;

create table case_title (
    case_id uuid   primary key,
    grams   text[] not null
);
insert into case_title select case_id, title_grams(title) from case_file;
create index case_title_grams on case_title using gin (grams);
