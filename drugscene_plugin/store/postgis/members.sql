-- Who is asking, and what is that person's own. The user who logged in counts, whatever role that user has put on since.

CREATE TABLE {schema}.members (
    user_name text NOT NULL,
    level text NOT NULL CHECK (level IN ('lpo', 'municipality')),
    code text NOT NULL,
    PRIMARY KEY (user_name, level, code)
);

CREATE FUNCTION {schema}.is_of(role_name text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {path} AS $$
    SELECT pg_has_role(session_user, {prefix} || role_name, 'MEMBER')
$$;

CREATE FUNCTION {schema}.own(of_level text) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {path} AS $$
    SELECT coalesce(array_agg(code ORDER BY code), ARRAY[]::text[])
    FROM members WHERE user_name = session_user AND level = of_level
$$;

CREATE FUNCTION {schema}.me() RETURNS TABLE (
    user_name text, roles text[], lpos text[], municipalities text[], schema_version bigint, srid integer,
    geometry_type text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {path} AS $$
    SELECT session_user::text,
        ARRAY(SELECT r FROM unnest(ARRAY['county', 'editor', 'reviewer', 'reader']) r WHERE is_of(r)),
        own('lpo'), own('municipality'), store_info.schema_version,
        (SELECT {postgis}.postgis_typmod_srid(atttypmod) FROM pg_attribute
            WHERE attrelid = 'scenes'::regclass AND attname = 'geom'),
        {geometry_type}
    FROM store_info
$$;

-- Whether a scene, in one round or (NULL) in any, lies in one of these areas, of one's own: of others' it says nothing.
CREATE FUNCTION {schema}.scene_in(of_round text, scene text, of_level text, codes text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {path} AS $$
    SELECT EXISTS (
        SELECT FROM scenes s
        WHERE s.scene_id = scene AND (of_round IS NULL OR s.round = of_round)
            AND CASE of_level WHEN 'lpo' THEN s.lpo_code ELSE s.municipality_code END = ANY (codes)
            AND CASE of_level WHEN 'lpo' THEN s.lpo_code ELSE s.municipality_code END = ANY (own(of_level))
    )
$$;
