--
-- PostgreSQL database dump
--

\restrict g1gTGuYHlPsH02FNPMEpan2CheVokx2JVjxACzMmFUeqO4Ev7Tqflfm5BiTFBI5

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: drugscene; Type: SCHEMA; Schema: -; Owner: county_v1_drugscene_owner
--

CREATE SCHEMA drugscene;


ALTER SCHEMA drugscene OWNER TO county_v1_drugscene_owner;

--
-- Name: begin_write(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.begin_write() RETURNS TABLE(at text, transaction_id text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    UPDATE store_info SET revision = revision + 1, written_at = date_trunc(
        'milliseconds', greatest(clock_timestamp(), written_at + interval '1 millisecond')
    ) WHERE xmin <> pg_current_xact_id()::xid;
    RETURN QUERY SELECT utc(written_at), pg_current_xact_id()::text FROM store_info;
END $$;


ALTER FUNCTION drugscene.begin_write() OWNER TO county_v1_drugscene_owner;

--
-- Name: bind_sign_off(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.bind_sign_off() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    IF is_of('county') OR is_of('editor') THEN
        RETURN NEW;
    END IF;
    IF NEW.scene_id IS NULL THEN
        IF EXISTS (SELECT FROM scenes WHERE round = NEW.round AND municipality_code = NEW.code) THEN
            RAISE EXCEPTION 'drugscene: the area has scenes' USING ERRCODE = 'serialization_failure';
        END IF;
        NEW.checksum := 'no-scenes';
        RETURN NEW;
    END IF;
    NEW.checksum := (SELECT checksum FROM scenes WHERE round = NEW.round AND scene_id = NEW.scene_id);
    IF NEW.checksum IS NULL THEN
        RAISE EXCEPTION 'drugscene: the scene was last written by other software: save it with the plugin first'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;


ALTER FUNCTION drugscene.bind_sign_off() OWNER TO county_v1_drugscene_owner;

--
-- Name: guard_rounds(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.guard_rounds() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state = 'published' THEN
            RAISE EXCEPTION 'drugscene: the round is not a draft' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state = 'published' AND NOT (
        NEW.state = 'draft' AND NEW.revision = OLD.revision + 1
        AND to_jsonb(NEW) - ARRAY['state', 'revision'] = to_jsonb(OLD) - ARRAY['state', 'revision']
        AND EXISTS (SELECT FROM corrections c WHERE c.round = OLD.label AND c.revision = NEW.revision)
    ) THEN
        RAISE EXCEPTION 'drugscene: the round is not a draft' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.state = 'published' AND NOT EXISTS (
        SELECT FROM publications p WHERE p.round = NEW.label AND p.revision = NEW.revision
    ) THEN
        RAISE EXCEPTION 'drugscene: a round is published with what it said' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;


ALTER FUNCTION drugscene.guard_rounds() OWNER TO county_v1_drugscene_owner;

--
-- Name: guard_scenes(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.guard_scenes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
DECLARE
    sides text[] := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.round] WHEN 'DELETE' THEN ARRAY[OLD.round]
        ELSE ARRAY[OLD.round, NEW.round] END;
BEGIN
    IF EXISTS (SELECT FROM rounds WHERE label = ANY (sides) AND state <> 'draft') THEN
        RAISE EXCEPTION 'drugscene: the round is not a draft' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF (OLD.round, OLD.scene_id) IS DISTINCT FROM (NEW.round, NEW.scene_id) THEN
            RAISE EXCEPTION 'drugscene: a scene keeps its id and its round' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF NEW.revision IS DISTINCT FROM OLD.revision + 1 THEN
            RAISE EXCEPTION 'drugscene: somebody else saved the scene' USING ERRCODE = 'serialization_failure';
        END IF;
        -- What other software wrote has no checksum that a signature could be bound to.
        IF NEW.checksum IS NOT DISTINCT FROM OLD.checksum AND (
            NEW.geom::bytea IS DISTINCT FROM OLD.geom::bytea
            OR (NEW."scene_id", NEW."round", NEW."name", NEW."status", NEW."status_reason", NEW."delimited", NEW."delimited_source", NEW."delimited_date", NEW."delimited_assessor", NEW."persistent", NEW."persistent_source", NEW."persistent_date", NEW."persistent_assessor", NEW."use", NEW."use_source", NEW."use_date", NEW."use_assessor", NEW."sale", NEW."sale_source", NEW."sale_date", NEW."sale_assessor", NEW."public", NEW."public_source", NEW."public_date", NEW."public_assessor", NEW."perceived_public", NEW."perceived_public_source", NEW."perceived_public_date", NEW."perceived_public_assessor", NEW."perceived_authorities", NEW."perceived_authorities_source", NEW."perceived_authorities_date", NEW."perceived_authorities_assessor", NEW."category", NEW."place_type", NEW."substances", NEW."group_present", NEW."times_of_day", NEW."days_of_week", NEW."first_known_year", NEW."to_discuss", NEW."note", NEW."lpo_code", NEW."lpo_shares", NEW."lpo_reason", NEW."municipality_code", NEW."municipality_shares", NEW."municipality_reason", NEW."predecessors") IS DISTINCT FROM (OLD."scene_id", OLD."round", OLD."name", OLD."status", OLD."status_reason", OLD."delimited", OLD."delimited_source", OLD."delimited_date", OLD."delimited_assessor", OLD."persistent", OLD."persistent_source", OLD."persistent_date", OLD."persistent_assessor", OLD."use", OLD."use_source", OLD."use_date", OLD."use_assessor", OLD."sale", OLD."sale_source", OLD."sale_date", OLD."sale_assessor", OLD."public", OLD."public_source", OLD."public_date", OLD."public_assessor", OLD."perceived_public", OLD."perceived_public_source", OLD."perceived_public_date", OLD."perceived_public_assessor", OLD."perceived_authorities", OLD."perceived_authorities_source", OLD."perceived_authorities_date", OLD."perceived_authorities_assessor", OLD."category", OLD."place_type", OLD."substances", OLD."group_present", OLD."times_of_day", OLD."days_of_week", OLD."first_known_year", OLD."to_discuss", OLD."note", OLD."lpo_code", OLD."lpo_shares", OLD."lpo_reason", OLD."municipality_code", OLD."municipality_shares", OLD."municipality_reason", OLD."predecessors")
        ) THEN
            NEW.checksum := NULL;
        END IF;
    END IF;
    RETURN NEW;
END $$;


ALTER FUNCTION drugscene.guard_scenes() OWNER TO county_v1_drugscene_owner;

--
-- Name: guard_settled(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.guard_settled() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    IF EXISTS (SELECT FROM rounds WHERE label = NEW.round AND state = 'published') THEN
        RAISE EXCEPTION 'drugscene: the round is not a draft' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;


ALTER FUNCTION drugscene.guard_settled() OWNER TO county_v1_drugscene_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: scenes; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.scenes (
    fid bigint NOT NULL,
    scene_id text NOT NULL,
    round text NOT NULL,
    name text,
    status text NOT NULL,
    status_reason text,
    delimited text,
    delimited_source text,
    delimited_date date,
    delimited_assessor text,
    persistent text,
    persistent_source text,
    persistent_date date,
    persistent_assessor text,
    use text,
    use_source text,
    use_date date,
    use_assessor text,
    sale text,
    sale_source text,
    sale_date date,
    sale_assessor text,
    public text,
    public_source text,
    public_date date,
    public_assessor text,
    perceived_public text,
    perceived_public_source text,
    perceived_public_date date,
    perceived_public_assessor text,
    perceived_authorities text,
    perceived_authorities_source text,
    perceived_authorities_date date,
    perceived_authorities_assessor text,
    category text,
    place_type text,
    substances text,
    group_present text,
    times_of_day text,
    days_of_week text,
    first_known_year bigint,
    to_discuss boolean,
    note text,
    lpo_code text,
    lpo_shares text,
    lpo_reason text,
    municipality_code text,
    municipality_shares text,
    municipality_reason text,
    predecessors text,
    to_confirm boolean NOT NULL,
    revision bigint NOT NULL,
    geom public.geometry(MultiPolygon,3006),
    checksum text
);


ALTER TABLE drugscene.scenes OWNER TO county_v1_drugscene_owner;

--
-- Name: image(drugscene.scenes); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.image(of_scene drugscene.scenes) RETURNS TABLE(place bigint, name text, value json)
    LANGUAGE sql STABLE
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
    SELECT ordinality, key, e.value
    FROM (SELECT (of_scene)."name", (of_scene)."status", (of_scene)."status_reason", (of_scene)."delimited", (of_scene)."delimited_source", (of_scene)."delimited_date", (of_scene)."delimited_assessor", (of_scene)."persistent", (of_scene)."persistent_source", (of_scene)."persistent_date", (of_scene)."persistent_assessor", (of_scene)."use", (of_scene)."use_source", (of_scene)."use_date", (of_scene)."use_assessor", (of_scene)."sale", (of_scene)."sale_source", (of_scene)."sale_date", (of_scene)."sale_assessor", (of_scene)."public", (of_scene)."public_source", (of_scene)."public_date", (of_scene)."public_assessor", (of_scene)."perceived_public", (of_scene)."perceived_public_source", (of_scene)."perceived_public_date", (of_scene)."perceived_public_assessor", (of_scene)."perceived_authorities", (of_scene)."perceived_authorities_source", (of_scene)."perceived_authorities_date", (of_scene)."perceived_authorities_assessor", (of_scene)."category", (of_scene)."place_type", (of_scene)."substances", (of_scene)."group_present", (of_scene)."times_of_day", (of_scene)."days_of_week", (of_scene)."first_known_year", (of_scene)."to_discuss", (of_scene)."note", (of_scene)."lpo_code", (of_scene)."lpo_shares", (of_scene)."lpo_reason", (of_scene)."municipality_code", (of_scene)."municipality_shares", (of_scene)."municipality_reason", (of_scene)."predecessors", (of_scene)."to_confirm") said CROSS JOIN LATERAL json_each(row_to_json(said)) WITH ORDINALITY e
    UNION ALL
    SELECT 10000, 'outline', to_json(upper(encode(ST_AsBinary(CASE
        WHEN ST_IsEmpty(of_scene.geom) THEN 'POLYGON EMPTY'::geometry
        WHEN ST_NumGeometries(of_scene.geom) = 1 THEN ST_GeometryN(of_scene.geom, 1)
        ELSE of_scene.geom END, 'NDR'), 'hex')))
$$;


ALTER FUNCTION drugscene.image(of_scene drugscene.scenes) OWNER TO county_v1_drugscene_owner;

--
-- Name: is_of(text); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.is_of(role_name text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
    SELECT pg_has_role(session_user, 'county_v1_drugscene_' || role_name, 'MEMBER')
$$;


ALTER FUNCTION drugscene.is_of(role_name text) OWNER TO county_v1_drugscene_owner;

--
-- Name: keep(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.keep() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
BEGIN
    RAISE EXCEPTION 'drugscene: rows of this table are only ever added' USING ERRCODE = 'insufficient_privilege';
END $$;


ALTER FUNCTION drugscene.keep() OWNER TO county_v1_drugscene_owner;

--
-- Name: lock_store(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.lock_store() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM begin_write();
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.lock_store() OWNER TO county_v1_drugscene_owner;

--
-- Name: log_areas(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.log_areas() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM note('add_areas', NULL, NULL, NULL, NULL, (
        SELECT coalesce(json_object_agg(level, codes), '{}')
        FROM (SELECT level, json_agg(code ORDER BY fid) AS codes FROM new_rows GROUP BY level) l
    ));
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.log_areas() OWNER TO county_v1_drugscene_owner;

--
-- Name: log_codes(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.log_codes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
DECLARE
    list text;
    items json;
BEGIN
    FOR list, items IN
        SELECT code_list, json_agg(json_build_array(code, label_sv, label_en) ORDER BY place)
        FROM rows_written GROUP BY code_list
    LOOP
        IF TG_OP = 'DELETE' THEN
            PERFORM note('set_codes', NULL, NULL, NULL, json_build_object(list, items), NULL);
        ELSE
            PERFORM note('set_codes', NULL, NULL, NULL, NULL, json_build_object(list, items));
        END IF;
    END LOOP;
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.log_codes() OWNER TO county_v1_drugscene_owner;

--
-- Name: log_figures(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.log_figures() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO change_log (at, by, action, round, after)
    SELECT now_text(), session_user, 'keep_figures', round, json_build_object('figures', json_agg(json_build_object(
        'name', name, 'parameters', parameters::json, 'sha256', coalesce(sha256, '')
    ) ORDER BY fid)) FROM rows_written GROUP BY round;
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.log_figures() OWNER TO county_v1_drugscene_owner;

--
-- Name: log_findings(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.log_findings() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
DECLARE
    was json := CASE WHEN TG_OP <> 'INSERT' THEN json_build_object(OLD.fingerprint, OLD.reason) END;
    is_now json := CASE WHEN TG_OP <> 'DELETE' THEN json_build_object(NEW.fingerprint, NEW.reason) END;
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM note('withdraw_finding', OLD.round, NULL, NULL, was, is_now);
    ELSE
        PERFORM note('accept_finding', NEW.round, NULL, NULL, was, is_now);
    END IF;
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.log_findings() OWNER TO county_v1_drugscene_owner;

--
-- Name: log_links(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.log_links() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO change_log (at, by, action, round, after)
    SELECT now_text(), session_user, 'decide_links', round, json_build_object('links', json_agg(
        json_build_array(coalesce(from_scene, ''), coalesce(to_scene, '')) ORDER BY fid
    )) FROM new_rows GROUP BY round;
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.log_links() OWNER TO county_v1_drugscene_owner;

--
-- Name: log_local_decisions(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.log_local_decisions() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM note('record_decision', NULL, NEW.scene_id, NULL, NULL,
        json_build_object('decision', NEW.decision, 'date', NEW.date));
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.log_local_decisions() OWNER TO county_v1_drugscene_owner;

--
-- Name: log_measures(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.log_measures() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM note('record_measure', NULL, NEW.scene_id, NULL, NULL,
        json_build_object('type', NEW.type, 'actor', NEW.actor, 'since', NEW.since, 'state', NEW.state));
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.log_measures() OWNER TO county_v1_drugscene_owner;

--
-- Name: log_releases(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.log_releases() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO change_log (at, by, action, round, after)
    SELECT now_text(), session_user, 'release', round,
        jsonb_build_object('revision', revision) || parameters::jsonb || jsonb_build_object('cells', count(*))
    FROM new_rows GROUP BY round, revision, parameters;
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.log_releases() OWNER TO county_v1_drugscene_owner;

--
-- Name: log_rounds(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.log_rounds() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM note('add_round', NEW.label, NULL, NULL, NULL, json_build_object(
            'ref_date', NEW.ref_date, 'state', NEW.state, 'definition', NEW.definition, 'delisting', NEW.delisting,
            'from_round', NEW.from_round, 'revision', NEW.revision,
            'scenes', (SELECT count(*) FROM scenes WHERE round = NEW.label)
        ));
    ELSE
        PERFORM note(
            CASE WHEN OLD.state = 'published' THEN 'correct_round' WHEN NEW.state = 'published' THEN 'publish_round'
                ELSE 'set_round_state' END,
            NEW.label, NULL, NULL,
            json_build_object('state', OLD.state, 'revision', OLD.revision),
            json_build_object('state', NEW.state, 'revision', NEW.revision)
        );
    END IF;
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.log_rounds() OWNER TO county_v1_drugscene_owner;

--
-- Name: log_scenes_added(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.log_scenes_added() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    -- Those that come with their round are counted in the line about the round, which is written after them.
    INSERT INTO change_log (at, by, action, round, scene_id, revision, after)
    SELECT now_text(), session_user, 'add_scene', n.round, n.scene_id, n.revision, whole(n)
    FROM new_rows n WHERE EXISTS (SELECT FROM rounds r WHERE r.label = n.round) ORDER BY n.fid;
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.log_scenes_added() OWNER TO county_v1_drugscene_owner;

--
-- Name: log_scenes_changed(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.log_scenes_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO change_log (at, by, action, round, scene_id, revision, before, after)
    SELECT now_text(), session_user, 'change_scene', n.round, n.scene_id, n.revision,
        coalesce(d.was, '{}'), coalesce(d.is_now, '{}')
    FROM new_rows n JOIN old_rows o USING (fid)
    CROSS JOIN LATERAL (
        SELECT json_object_agg(b.name, b.value ORDER BY b.place) AS was,
            json_object_agg(a.name, a.value ORDER BY a.place) AS is_now
        FROM image(o) b JOIN image(n) a ON a.name = b.name WHERE a.value::text IS DISTINCT FROM b.value::text
    ) d ORDER BY n.fid;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'drugscene: there is no such scene that is yours to change'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.log_scenes_changed() OWNER TO county_v1_drugscene_owner;

--
-- Name: log_scenes_removed(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.log_scenes_removed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO change_log (at, by, action, round, scene_id, revision, before)
    SELECT now_text(), session_user, 'remove_scene', o.round, o.scene_id, o.revision + 1, whole(o)
    FROM old_rows o ORDER BY o.fid;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'drugscene: there is no such scene that is yours to remove'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.log_scenes_removed() OWNER TO county_v1_drugscene_owner;

--
-- Name: log_sign_offs(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.log_sign_offs() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO change_log (at, by, action, round, after)
    SELECT now_text(), session_user, 'sign_off', round, json_build_object(
        'role', role, 'code', code, 'decision', decision, 'scenes', count(*)
    ) FROM new_rows GROUP BY round, role, code, decision ORDER BY min(fid);
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.log_sign_offs() OWNER TO county_v1_drugscene_owner;

--
-- Name: mark_edited(text, text[], double precision); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.mark_edited(of_round text, scenes text[], seconds double precision) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
DECLARE
    news boolean;
BEGIN
    DELETE FROM marks WHERE until < clock_timestamp();
    DELETE FROM marks WHERE by = session_user AND round = of_round AND scene_id <> ALL (scenes);
    news := FOUND;
    INSERT INTO marks SELECT of_round, scene, session_user, clock_timestamp() + make_interval(secs => least(seconds, 600))
    FROM unnest(scenes) scene WHERE NOT EXISTS (
        SELECT FROM marks m WHERE m.round = of_round AND m.scene_id = scene AND m.by = session_user
    );
    IF news OR FOUND THEN
        PERFORM pg_notify('drugscene_news', 'marks');
    END IF;
    UPDATE marks SET until = clock_timestamp() + make_interval(secs => least(seconds, 600))
    WHERE by = session_user AND round = of_round;
END $$;


ALTER FUNCTION drugscene.mark_edited(of_round text, scenes text[], seconds double precision) OWNER TO county_v1_drugscene_owner;

--
-- Name: me(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.me() RETURNS TABLE(user_name text, roles text[], lpos text[], municipalities text[], schema_version bigint, srid integer, geometry_type text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
    SELECT session_user::text,
        ARRAY(SELECT r FROM unnest(ARRAY['county', 'editor', 'reviewer', 'reader']) r WHERE is_of(r)),
        own('lpo'), own('municipality'), store_info.schema_version,
        (SELECT postgis_typmod_srid(atttypmod) FROM pg_attribute
            WHERE attrelid = 'scenes'::regclass AND attname = 'geom'),
        '"public".geometry'
    FROM store_info
$$;


ALTER FUNCTION drugscene.me() OWNER TO county_v1_drugscene_owner;

--
-- Name: note(text, text, text, bigint, json, json); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.note(of_action text, of_round text, of_scene text, of_revision bigint, was json, is_now json) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
    INSERT INTO change_log (at, by, action, round, scene_id, revision, before, after)
    VALUES (now_text(), session_user, of_action, of_round, of_scene, of_revision, was, is_now)
$$;


ALTER FUNCTION drugscene.note(of_action text, of_round text, of_scene text, of_revision bigint, was json, is_now json) OWNER TO county_v1_drugscene_owner;

--
-- Name: now_text(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.now_text() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
    SELECT utc(written_at) FROM store_info
$$;


ALTER FUNCTION drugscene.now_text() OWNER TO county_v1_drugscene_owner;

--
-- Name: own(text); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.own(of_level text) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(code ORDER BY code), ARRAY[]::text[])
    FROM members WHERE user_name = session_user AND level = of_level
$$;


ALTER FUNCTION drugscene.own(of_level text) OWNER TO county_v1_drugscene_owner;

--
-- Name: scene_in(text, text, text, text[]); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.scene_in(of_round text, scene text, of_level text, codes text[]) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
    SELECT EXISTS (
        SELECT FROM scenes s
        WHERE s.scene_id = scene AND (of_round IS NULL OR s.round = of_round)
            AND CASE of_level WHEN 'lpo' THEN s.lpo_code ELSE s.municipality_code END = ANY (codes)
    )
$$;


ALTER FUNCTION drugscene.scene_in(of_round text, scene text, of_level text, codes text[]) OWNER TO county_v1_drugscene_owner;

--
-- Name: stamp(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.stamp() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    NEW.by := session_user;
    NEW.at := now_text();
    RETURN NEW;
END $$;


ALTER FUNCTION drugscene.stamp() OWNER TO county_v1_drugscene_owner;

--
-- Name: tell(); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.tell() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM pg_notify('drugscene_news', 'changes');
    RETURN NULL;
END $$;


ALTER FUNCTION drugscene.tell() OWNER TO county_v1_drugscene_owner;

--
-- Name: utc(timestamp with time zone); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.utc(moment timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $$
    SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;


ALTER FUNCTION drugscene.utc(moment timestamp with time zone) OWNER TO county_v1_drugscene_owner;

--
-- Name: whole(drugscene.scenes); Type: FUNCTION; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE FUNCTION drugscene.whole(of_scene drugscene.scenes) RETURNS json
    LANGUAGE sql STABLE
    SET search_path TO 'drugscene', 'public', 'pg_temp'
    AS $$
    SELECT coalesce(json_object_agg(name, value ORDER BY place), '{}')
    FROM image(of_scene) WHERE value IS NOT NULL AND value::text <> 'null'
$$;


ALTER FUNCTION drugscene.whole(of_scene drugscene.scenes) OWNER TO county_v1_drugscene_owner;

--
-- Name: areas; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.areas (
    fid bigint NOT NULL,
    level text NOT NULL,
    code text NOT NULL,
    name text,
    valid_from date,
    valid_to date,
    official boolean NOT NULL,
    geom public.geometry(MultiPolygon,3006)
);


ALTER TABLE drugscene.areas OWNER TO county_v1_drugscene_owner;

--
-- Name: areas_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.areas ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.areas_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: change_log; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.change_log (
    fid bigint NOT NULL,
    at text NOT NULL,
    by text NOT NULL,
    action text NOT NULL,
    round text,
    scene_id text,
    revision bigint,
    before text,
    after text
);


ALTER TABLE drugscene.change_log OWNER TO county_v1_drugscene_owner;

--
-- Name: change_log_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.change_log ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.change_log_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: codes; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.codes (
    fid bigint NOT NULL,
    code_list text NOT NULL,
    place bigint NOT NULL,
    code text NOT NULL,
    label_sv text,
    label_en text
);


ALTER TABLE drugscene.codes OWNER TO county_v1_drugscene_owner;

--
-- Name: codes_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.codes ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.codes_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: corrections; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.corrections (
    fid bigint NOT NULL,
    round text NOT NULL,
    revision bigint NOT NULL,
    reason text NOT NULL,
    by text NOT NULL,
    at text NOT NULL
);


ALTER TABLE drugscene.corrections OWNER TO county_v1_drugscene_owner;

--
-- Name: corrections_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.corrections ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.corrections_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: figures; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.figures (
    fid bigint NOT NULL,
    round text NOT NULL,
    name text NOT NULL,
    parameters text NOT NULL,
    sha256 text,
    content text NOT NULL,
    by text NOT NULL,
    at text NOT NULL
);


ALTER TABLE drugscene.figures OWNER TO county_v1_drugscene_owner;

--
-- Name: figures_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.figures ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.figures_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: link_decisions; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.link_decisions (
    fid bigint NOT NULL,
    round text NOT NULL,
    kind text NOT NULL,
    from_scene text,
    to_scene text,
    reason_code text,
    reason text,
    by text NOT NULL,
    at text NOT NULL
);


ALTER TABLE drugscene.link_decisions OWNER TO county_v1_drugscene_owner;

--
-- Name: link_decisions_cooperation; Type: VIEW; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE VIEW drugscene.link_decisions_cooperation WITH (security_barrier='true') AS
 SELECT t.fid,
    t.round,
    t.kind,
    t.from_scene,
    t.to_scene,
    t.reason_code,
    NULL::text AS reason,
    ''::text AS by,
    t.at
   FROM drugscene.link_decisions t
  WHERE (EXISTS ( SELECT
           FROM drugscene.scenes s
          WHERE ((s.municipality_code = ANY (drugscene.own('municipality'::text))) AND ((s.scene_id = t.from_scene) OR ((s.scene_id = t.to_scene) AND (s.round = t.round))))));


ALTER TABLE drugscene.link_decisions_cooperation OWNER TO county_v1_drugscene_owner;

--
-- Name: link_decisions_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.link_decisions ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.link_decisions_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: local_decisions; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.local_decisions (
    fid bigint NOT NULL,
    scene_id text NOT NULL,
    date date NOT NULL,
    decision text NOT NULL,
    role text NOT NULL,
    by text NOT NULL,
    comment text,
    at text NOT NULL
);


ALTER TABLE drugscene.local_decisions OWNER TO county_v1_drugscene_owner;

--
-- Name: local_decisions_cooperation; Type: VIEW; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE VIEW drugscene.local_decisions_cooperation WITH (security_barrier='true') AS
 SELECT t.fid,
    t.scene_id,
    t.date,
    t.decision,
    t.role,
    t.by,
    t.comment,
    t.at
   FROM drugscene.local_decisions t
  WHERE ((t.role = 'municipality'::text) AND (EXISTS ( SELECT
           FROM drugscene.scenes s
          WHERE ((s.scene_id = t.scene_id) AND (s.municipality_code = ANY (drugscene.own('municipality'::text)))))));


ALTER TABLE drugscene.local_decisions_cooperation OWNER TO county_v1_drugscene_owner;

--
-- Name: local_decisions_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.local_decisions ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.local_decisions_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: marks; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.marks (
    round text NOT NULL,
    scene_id text NOT NULL,
    by text NOT NULL,
    until timestamp with time zone NOT NULL
);


ALTER TABLE drugscene.marks OWNER TO county_v1_drugscene_owner;

--
-- Name: measures; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.measures (
    fid bigint NOT NULL,
    scene_id text NOT NULL,
    type text NOT NULL,
    actor text NOT NULL,
    since date NOT NULL,
    until date,
    state text NOT NULL,
    note text,
    by text NOT NULL,
    at text NOT NULL
);


ALTER TABLE drugscene.measures OWNER TO county_v1_drugscene_owner;

--
-- Name: measures_cooperation; Type: VIEW; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE VIEW drugscene.measures_cooperation WITH (security_barrier='true') AS
 SELECT t.fid,
    t.scene_id,
    t.type,
    t.actor,
    t.since,
    t.until,
    t.state,
    NULL::text AS note,
    ''::text AS by,
    t.at
   FROM drugscene.measures t
  WHERE (EXISTS ( SELECT
           FROM drugscene.scenes s
          WHERE ((s.scene_id = t.scene_id) AND (s.municipality_code = ANY (drugscene.own('municipality'::text))))));


ALTER TABLE drugscene.measures_cooperation OWNER TO county_v1_drugscene_owner;

--
-- Name: measures_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.measures ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.measures_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: members; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.members (
    user_name text NOT NULL,
    level text NOT NULL,
    code text NOT NULL,
    CONSTRAINT members_level_check CHECK ((level = ANY (ARRAY['lpo'::text, 'municipality'::text])))
);


ALTER TABLE drugscene.members OWNER TO county_v1_drugscene_owner;

--
-- Name: public_rounds; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.public_rounds (
    fid bigint NOT NULL,
    label text NOT NULL,
    ref_date date NOT NULL,
    state text NOT NULL,
    definition text NOT NULL,
    delisting text NOT NULL,
    from_round text,
    revision bigint NOT NULL,
    own_rules text
);


ALTER TABLE drugscene.public_rounds OWNER TO county_v1_drugscene_owner;

--
-- Name: public_rounds_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.public_rounds ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.public_rounds_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: public_scenes; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.public_scenes (
    fid bigint NOT NULL,
    scene_id text NOT NULL,
    round text NOT NULL,
    name text,
    status text NOT NULL,
    lpo_code text,
    municipality_code text,
    predecessors text,
    geom public.geometry(MultiPolygon,3006)
);


ALTER TABLE drugscene.public_scenes OWNER TO county_v1_drugscene_owner;

--
-- Name: public_scenes_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.public_scenes ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.public_scenes_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: publications; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.publications (
    fid bigint NOT NULL,
    round text NOT NULL,
    revision bigint NOT NULL,
    by text NOT NULL,
    at text NOT NULL,
    correction text,
    checksum text NOT NULL,
    snapshot text NOT NULL
);


ALTER TABLE drugscene.publications OWNER TO county_v1_drugscene_owner;

--
-- Name: publications_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.publications ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.publications_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: released_cells; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.released_cells (
    fid bigint NOT NULL,
    at text NOT NULL,
    by text NOT NULL,
    round text NOT NULL,
    revision bigint NOT NULL,
    parameters text NOT NULL,
    threshold bigint NOT NULL,
    show_zero boolean NOT NULL,
    minimum_n bigint NOT NULL,
    cell text NOT NULL,
    value bigint NOT NULL,
    state text NOT NULL,
    tables text,
    sums text
);


ALTER TABLE drugscene.released_cells OWNER TO county_v1_drugscene_owner;

--
-- Name: released_cells_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.released_cells ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.released_cells_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rounds; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.rounds (
    fid bigint NOT NULL,
    label text NOT NULL,
    ref_date date NOT NULL,
    state text NOT NULL,
    definition text NOT NULL,
    delisting text NOT NULL,
    from_round text,
    revision bigint NOT NULL,
    own_rules text
);


ALTER TABLE drugscene.rounds OWNER TO county_v1_drugscene_owner;

--
-- Name: rounds_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.rounds ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.rounds_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rounds_public; Type: VIEW; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE VIEW drugscene.rounds_public WITH (security_barrier='true') AS
 SELECT t.fid,
    t.label,
    t.ref_date,
    t.state,
    t.definition,
    t.delisting,
    t.from_round,
    t.revision,
    t.own_rules
   FROM drugscene.public_rounds t
  WHERE true;


ALTER TABLE drugscene.rounds_public OWNER TO county_v1_drugscene_owner;

--
-- Name: scenes_cooperation; Type: VIEW; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE VIEW drugscene.scenes_cooperation WITH (security_barrier='true') AS
 SELECT t.fid,
    t.scene_id,
    t.round,
    t.name,
    t.status,
    NULL::text AS status_reason,
    t.delimited,
    NULL::text AS delimited_source,
    NULL::date AS delimited_date,
    NULL::text AS delimited_assessor,
    t.persistent,
    NULL::text AS persistent_source,
    NULL::date AS persistent_date,
    NULL::text AS persistent_assessor,
    t.use,
    NULL::text AS use_source,
    NULL::date AS use_date,
    NULL::text AS use_assessor,
    t.sale,
    NULL::text AS sale_source,
    NULL::date AS sale_date,
    NULL::text AS sale_assessor,
    t.public,
    NULL::text AS public_source,
    NULL::date AS public_date,
    NULL::text AS public_assessor,
    t.perceived_public,
    NULL::text AS perceived_public_source,
    NULL::date AS perceived_public_date,
    NULL::text AS perceived_public_assessor,
    t.perceived_authorities,
    NULL::text AS perceived_authorities_source,
    NULL::date AS perceived_authorities_date,
    NULL::text AS perceived_authorities_assessor,
    NULL::text AS category,
    t.place_type,
    NULL::text AS substances,
    NULL::text AS group_present,
    t.times_of_day,
    t.days_of_week,
    t.first_known_year,
    t.to_discuss,
    NULL::text AS note,
    t.lpo_code,
    t.lpo_shares,
    t.lpo_reason,
    t.municipality_code,
    t.municipality_shares,
    t.municipality_reason,
    t.predecessors,
    NULL::boolean AS to_confirm,
    NULL::bigint AS revision,
    t.geom
   FROM drugscene.scenes t
  WHERE (t.municipality_code = ANY (drugscene.own('municipality'::text)));


ALTER TABLE drugscene.scenes_cooperation OWNER TO county_v1_drugscene_owner;

--
-- Name: scenes_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.scenes ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.scenes_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: scenes_public; Type: VIEW; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE VIEW drugscene.scenes_public WITH (security_barrier='true') AS
 SELECT t.fid,
    t.scene_id,
    t.round,
    t.name,
    t.status,
    NULL::text AS status_reason,
    NULL::text AS delimited,
    NULL::text AS delimited_source,
    NULL::date AS delimited_date,
    NULL::text AS delimited_assessor,
    NULL::text AS persistent,
    NULL::text AS persistent_source,
    NULL::date AS persistent_date,
    NULL::text AS persistent_assessor,
    NULL::text AS use,
    NULL::text AS use_source,
    NULL::date AS use_date,
    NULL::text AS use_assessor,
    NULL::text AS sale,
    NULL::text AS sale_source,
    NULL::date AS sale_date,
    NULL::text AS sale_assessor,
    NULL::text AS public,
    NULL::text AS public_source,
    NULL::date AS public_date,
    NULL::text AS public_assessor,
    NULL::text AS perceived_public,
    NULL::text AS perceived_public_source,
    NULL::date AS perceived_public_date,
    NULL::text AS perceived_public_assessor,
    NULL::text AS perceived_authorities,
    NULL::text AS perceived_authorities_source,
    NULL::date AS perceived_authorities_date,
    NULL::text AS perceived_authorities_assessor,
    NULL::text AS category,
    NULL::text AS place_type,
    NULL::text AS substances,
    NULL::text AS group_present,
    NULL::text AS times_of_day,
    NULL::text AS days_of_week,
    NULL::bigint AS first_known_year,
    NULL::boolean AS to_discuss,
    NULL::text AS note,
    t.lpo_code,
    NULL::text AS lpo_shares,
    NULL::text AS lpo_reason,
    t.municipality_code,
    NULL::text AS municipality_shares,
    NULL::text AS municipality_reason,
    t.predecessors,
    NULL::boolean AS to_confirm,
    NULL::bigint AS revision,
    t.geom
   FROM drugscene.public_scenes t
  WHERE true;


ALTER TABLE drugscene.scenes_public OWNER TO county_v1_drugscene_owner;

--
-- Name: seen_findings; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.seen_findings (
    fid bigint NOT NULL,
    round text NOT NULL,
    fingerprint text NOT NULL,
    reason text NOT NULL
);


ALTER TABLE drugscene.seen_findings OWNER TO county_v1_drugscene_owner;

--
-- Name: seen_findings_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.seen_findings ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.seen_findings_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: sign_offs; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.sign_offs (
    fid bigint NOT NULL,
    round text NOT NULL,
    role text NOT NULL,
    code text NOT NULL,
    scene_id text,
    decision text NOT NULL,
    by text NOT NULL,
    at text NOT NULL,
    checksum text NOT NULL,
    comment text
);


ALTER TABLE drugscene.sign_offs OWNER TO county_v1_drugscene_owner;

--
-- Name: sign_offs_cooperation; Type: VIEW; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE VIEW drugscene.sign_offs_cooperation WITH (security_barrier='true') AS
 SELECT t.fid,
    t.round,
    t.role,
    t.code,
    t.scene_id,
    t.decision,
    t.by,
    t.at,
        CASE
            WHEN ((t.scene_id IS NULL) OR (EXISTS ( SELECT
               FROM drugscene.scenes s
              WHERE ((s.round = t.round) AND (s.scene_id = t.scene_id) AND (s.checksum = t.checksum))))) THEN 'current'::text
            ELSE 'void'::text
        END AS checksum,
    t.comment
   FROM drugscene.sign_offs t
  WHERE ((t.role = 'municipality'::text) AND (t.code = ANY (drugscene.own('municipality'::text))));


ALTER TABLE drugscene.sign_offs_cooperation OWNER TO county_v1_drugscene_owner;

--
-- Name: sign_offs_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.sign_offs ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.sign_offs_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: store_info; Type: TABLE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TABLE drugscene.store_info (
    fid bigint NOT NULL,
    schema_version bigint NOT NULL,
    crs text NOT NULL,
    revision bigint NOT NULL,
    created_at text NOT NULL,
    written_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE drugscene.store_info OWNER TO county_v1_drugscene_owner;

--
-- Name: store_info_fid_seq; Type: SEQUENCE; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.store_info ALTER COLUMN fid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drugscene.store_info_fid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Data for Name: areas; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.areas OVERRIDING SYSTEM VALUE VALUES (1, 'lpo', '1', 'LPO 1', NULL, NULL, true, '0106000020BE0B00000100000001030000000100000005000000000000000088C3400000000000000000000000000088C340000000000088C3400000000000000000000000000088C34000000000000000000000000000000000000000000088C3400000000000000000');
INSERT INTO drugscene.areas OVERRIDING SYSTEM VALUE VALUES (2, 'municipality', '0180', 'Municipality 0180', NULL, NULL, true, '0106000020BE0B00000100000001030000000100000005000000000000000088C3400000000000000000000000000088C340000000000088C3400000000000000000000000000088C34000000000000000000000000000000000000000000088C3400000000000000000');


--
-- Data for Name: change_log; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (1, '2023-11-15T08:00:02.000Z', 'kim', 'add_areas', NULL, NULL, NULL, NULL, '{"lpo": ["1"], "municipality": ["0180"]}');
INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (2, '2023-11-15T08:00:03.000Z', 'kim', 'set_codes', NULL, NULL, NULL, '{"category": []}', '{"category": [["b", "Bé", "Bee"], ["a", "", ""]]}');
INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (3, '2023-11-15T08:00:04.000Z', 'kim', 'add_round', '2021', NULL, NULL, NULL, '{"ref_date": "2021-10-01", "state": "draft", "definition": "D1", "delisting": "D5", "from_round": null, "revision": 1, "scenes": 3}');
INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (4, '2023-11-15T08:00:05.000Z', 'kim', 'decide_links', '2021', NULL, NULL, NULL, '{"links": [["", "a"]]}');
INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (5, '2023-11-15T08:00:06.000Z', 'kim', 'sign_off', '2021', NULL, NULL, NULL, '{"role": "lpo", "code": "531210", "decision": "approve", "scenes": 1}');
INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (6, '2023-11-15T08:00:07.000Z', 'kim', 'publish_round', '2021', NULL, NULL, '{"state": "draft", "revision": 1}', '{"state": "published", "revision": 1}');
INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (7, '2023-11-15T08:00:08.000Z', 'lo', 'correct_round', '2021', NULL, NULL, '{"state": "published", "revision": 1}', '{"state": "draft", "revision": 2}');
INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (8, '2023-11-15T08:00:09.000Z', 'kim', 'publish_round', '2021', NULL, NULL, '{"state": "draft", "revision": 2}', '{"state": "published", "revision": 2}');
INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (9, '2023-11-15T08:00:10.000Z', 'kim', 'add_round', '2023', NULL, NULL, NULL, '{"ref_date": "2023-10-01", "state": "draft", "definition": "D1", "delisting": "D5", "from_round": null, "revision": 1, "scenes": 2}');
INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (10, '2023-11-15T08:00:11.000Z', 'lo', 'change_scene', '2023', 'a', 2, '{"name": null}', '{"name": "new"}');
INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (11, '2023-11-15T08:00:12.000Z', 'kim', 'accept_finding', '2023', NULL, NULL, NULL, '{"f": "because"}');
INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (12, '2023-11-15T08:00:13.000Z', 'kim', 'record_decision', NULL, 'a', NULL, NULL, '{"decision": "delist", "date": "2023-09-14"}');
INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (13, '2023-11-15T08:00:14.000Z', 'kim', 'record_measure', NULL, 'a', NULL, NULL, '{"type": "guards", "actor": "municipality", "since": "2023-01-01", "state": "ongoing"}');
INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (14, '2023-11-15T08:00:15.000Z', 'kim', 'keep_figures', '2023', NULL, NULL, NULL, '{"figures": [{"name": "concentration", "parameters": {"band": 1}, "sha256": "0"}]}');
INSERT INTO drugscene.change_log OVERRIDING SYSTEM VALUE VALUES (15, '2023-11-15T08:00:16.000Z', 'kim', 'release', '2021', NULL, NULL, NULL, '{"revision": 2, "band": 100, "cells": 1}');


--
-- Data for Name: codes; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.codes OVERRIDING SYSTEM VALUE VALUES (1, 'category', 1, 'b', 'Bé', 'Bee');
INSERT INTO drugscene.codes OVERRIDING SYSTEM VALUE VALUES (2, 'category', 2, 'a', '', '');


--
-- Data for Name: corrections; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.corrections OVERRIDING SYSTEM VALUE VALUES (1, '2021', 2, 'wrong', 'lo', '2023-11-15T08:00:00.000Z');


--
-- Data for Name: figures; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.figures OVERRIDING SYSTEM VALUE VALUES (1, '2023', 'concentration', '{"band": 1}', '0', '{"name":"concentration","columns":[["code","text","public",false,null],["n","count","public",false,null]],"rows":[["x",3]],"total_row":false,"counted":null}', 'kim', '2023-11-15T08:00:15.000Z');


--
-- Data for Name: link_decisions; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.link_decisions OVERRIDING SYSTEM VALUE VALUES (1, '2021', 'new', NULL, 'a', 'arisen', NULL, 'kim', '2023-11-15T08:00:00.000Z');


--
-- Data for Name: local_decisions; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.local_decisions OVERRIDING SYSTEM VALUE VALUES (1, 'a', '2023-09-14', 'delist', 'lpo', 'kim', 'quiet', '2023-11-15T08:00:13.000Z');


--
-- Data for Name: marks; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--



--
-- Data for Name: measures; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.measures OVERRIDING SYSTEM VALUE VALUES (1, 'a', 'guards', 'municipality', '2023-01-01', NULL, 'ongoing', NULL, 'kim', '2023-11-15T08:00:14.000Z');


--
-- Data for Name: members; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.members VALUES ('anna', 'lpo', '1');


--
-- Data for Name: public_rounds; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.public_rounds OVERRIDING SYSTEM VALUE VALUES (2, '2021', '2021-10-01', 'published', 'D1', 'D5', NULL, 2, NULL);


--
-- Data for Name: public_scenes; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.public_scenes OVERRIDING SYSTEM VALUE VALUES (2, 'b', '2021', 'Square', 'open', '1', '0180', 'x;y', '0106000020BE0B00000200000001030000000100000017000000F2D24D62101847400000000000000000F2D24D62101837400000000000000000F2D24D62101827400000000000003440F2D24D62101827C00000000000003440F2D24D62101837C00000000000004440F2D24D62101827C00000000000004E40F2D24D62101837C00000000000005440F2D24D62101827C00000000000005940F2D24D62101827400000000000005940F2D24D62101837400000000000005E40F2D24D62101847400000000000005E40AE47E17A14DE4C400000000000005940931804560E3554400000000000005940F2D24D62101857400000000000005440AE47E17A14DE5C4000000000000054400C022B8716C15F400000000000004E40AE47E17A14DE5C4000000000000044400C022B8716C15F400000000000003440AE47E17A14DE5C400000000000000000F2D24D62101857400000000000000000931804560E35544000000000000034C0AE47E17A14DE4C4000000000000034C0F2D24D62101847400000000000000000010300000001000000170000000C022B8716C17F4000000000000000007593180456087F4000000000000034400C022B8716C17F4000000000000044407593180456087F400000000000004E400C022B8716C17F4000000000000054407593180456087F4000000000000059400C022B8716C17F400000000000005E409EEFA7C64B9980400000000000005E40E9263108ACF5804000000000000059408195438B6CAE81400000000000005940CDCCCCCCCC0A82400000000000005E40643BDF4F8DC382400000000000005E40B0726891ED1F83400000000000005940643BDF4F8DC382400000000000005440B0726891ED1F83400000000000004E40643BDF4F8DC382400000000000004440B0726891ED1F83400000000000003440643BDF4F8DC382400000000000000000CDCCCCCCCC0A824000000000000000008195438B6CAE814000000000000034C0E9263108ACF5804000000000000034C09EEFA7C64B99804000000000000000000C022B8716C17F400000000000000000');


--
-- Data for Name: publications; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.publications OVERRIDING SYSTEM VALUE VALUES (1, '2021', 1, 'kim', '2023-11-15T08:00:00.000Z', NULL, '6d60c8fb409668c43066013778fb8c093d61a49608d88d909e18e4c86a934ff9', '{"decisions":[{"at":"2023-11-15T08:00:00.000Z","by":"kim","from_scene":null,"kind":"new","reason":"","reason_code":"arisen","to_scene":"a"}],"round":{"definition":"D1","delisting":"D5","from_round":null,"label":"2021","own_rules":"","ref_date":"2021-10-01","revision":1,"state":"draft"},"scenes":[{"outline":"010300000002000000050000000000000000000000000000000000000000000000000024400000000000000000000000000000244000000000000024400000000000000000000000000000244000000000000000000000000000000000050000000000000000000040000000000000004000000000000010400000000000000040000000000000104000000000000010400000000000000040000000000000104000000000000000400000000000000040","revision":1,"round":"2021","scene_id":"a","status":"candidate","to_confirm":false},{"delimited":"yes","first_known_year":2009,"lpo_code":"1","lpo_shares":"[[\"1\", 1.0]]","municipality_code":"0180","municipality_shares":"[[\"0180\", 1.0]]","name":"Square","note":"O''Brien''s \"corner\"","outline":"010600000002000000010300000001000000050000000000000000005940000000000000000000000000000059400000000000005940000000000000000000000000000059400000000000000000000000000000000000000000000059400000000000000000010300000001000000050000000000000000C482409A9999999999B93F0000000000C4824066666666660659400000000000487F4066666666660659400000000000487F409A9999999999B93F0000000000C482409A9999999999B93F","perceived_authorities":"yes","perceived_public":"yes","persistent":"yes","predecessors":"x;y","public":"yes","revision":1,"round":"2021","sale":"yes","scene_id":"b","status":"open","substances":"cannabis;opioids","to_confirm":false,"use":"yes"},{"revision":1,"round":"2021","scene_id":"c","status":"candidate","to_confirm":false}],"sign_offs":[{"at":"2023-11-15T08:00:00.000Z","by":"kim","checksum":"c","code":"531210","comment":"","decision":"approve","role":"lpo","scene":"a"}]}');
INSERT INTO drugscene.publications OVERRIDING SYSTEM VALUE VALUES (2, '2021', 2, 'kim', '2023-11-15T08:00:00.000Z', 'wrong', '8d5ad7c797455df7b92ba79852018a667fdf4403365f4ddfb371d45bfdf51427', '{"decisions":[{"at":"2023-11-15T08:00:00.000Z","by":"kim","from_scene":null,"kind":"new","reason":"","reason_code":"arisen","to_scene":"a"}],"round":{"definition":"D1","delisting":"D5","from_round":null,"label":"2021","own_rules":"","ref_date":"2021-10-01","revision":2,"state":"draft"},"scenes":[{"outline":"010300000002000000050000000000000000000000000000000000000000000000000024400000000000000000000000000000244000000000000024400000000000000000000000000000244000000000000000000000000000000000050000000000000000000040000000000000004000000000000010400000000000000040000000000000104000000000000010400000000000000040000000000000104000000000000000400000000000000040","revision":1,"round":"2021","scene_id":"a","status":"candidate","to_confirm":false},{"delimited":"yes","first_known_year":2009,"lpo_code":"1","lpo_shares":"[[\"1\", 1.0]]","municipality_code":"0180","municipality_shares":"[[\"0180\", 1.0]]","name":"Square","note":"O''Brien''s \"corner\"","outline":"010600000002000000010300000001000000050000000000000000005940000000000000000000000000000059400000000000005940000000000000000000000000000059400000000000000000000000000000000000000000000059400000000000000000010300000001000000050000000000000000C482409A9999999999B93F0000000000C4824066666666660659400000000000487F4066666666660659400000000000487F409A9999999999B93F0000000000C482409A9999999999B93F","perceived_authorities":"yes","perceived_public":"yes","persistent":"yes","predecessors":"x;y","public":"yes","revision":1,"round":"2021","sale":"yes","scene_id":"b","status":"open","substances":"cannabis;opioids","to_confirm":false,"use":"yes"},{"revision":1,"round":"2021","scene_id":"c","status":"candidate","to_confirm":false}],"sign_offs":[{"at":"2023-11-15T08:00:00.000Z","by":"kim","checksum":"c","code":"531210","comment":"","decision":"approve","role":"lpo","scene":"a"}]}');


--
-- Data for Name: released_cells; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.released_cells OVERRIDING SYSTEM VALUE VALUES (1, '2023-11-15T08:00:16.000Z', 'kim', '2021', 2, '{"band": 100}', 7, false, 12, '["all"]', 45, 'shown', 'county', NULL);


--
-- Data for Name: rounds; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.rounds OVERRIDING SYSTEM VALUE VALUES (1, '2021', '2021-10-01', 'published', 'D1', 'D5', NULL, 2, NULL);
INSERT INTO drugscene.rounds OVERRIDING SYSTEM VALUE VALUES (2, '2023', '2023-10-01', 'draft', 'D1', 'D5', NULL, 1, NULL);


--
-- Data for Name: scenes; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.scenes OVERRIDING SYSTEM VALUE VALUES (1, 'a', '2021', NULL, 'candidate', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, 1, '0106000020BE0B000001000000010300000002000000050000000000000000000000000000000000000000000000000024400000000000000000000000000000244000000000000024400000000000000000000000000000244000000000000000000000000000000000050000000000000000000040000000000000004000000000000010400000000000000040000000000000104000000000000010400000000000000040000000000000104000000000000000400000000000000040', '3cd546a7b328c94f6b7a372f7a2f5c963cfd4b21c790c6f4c4302a7a1830eb20');
INSERT INTO drugscene.scenes OVERRIDING SYSTEM VALUE VALUES (2, 'b', '2021', 'Square', 'open', NULL, 'yes', NULL, NULL, NULL, 'yes', NULL, NULL, NULL, 'yes', NULL, NULL, NULL, 'yes', NULL, NULL, NULL, 'yes', NULL, NULL, NULL, 'yes', NULL, NULL, NULL, 'yes', NULL, NULL, NULL, NULL, NULL, 'cannabis;opioids', NULL, NULL, NULL, 2009, NULL, 'O''Brien''s "corner"', '1', '[["1", 1.0]]', NULL, '0180', '[["0180", 1.0]]', NULL, 'x;y', false, 1, '0106000020BE0B000002000000010300000001000000050000000000000000005940000000000000000000000000000059400000000000005940000000000000000000000000000059400000000000000000000000000000000000000000000059400000000000000000010300000001000000050000000000000000C482409A9999999999B93F0000000000C4824066666666660659400000000000487F4066666666660659400000000000487F409A9999999999B93F0000000000C482409A9999999999B93F', '04b388176cb67585ddaa966c08c50efb23a80884129679d3eca6cc7ad77a845f');
INSERT INTO drugscene.scenes OVERRIDING SYSTEM VALUE VALUES (3, 'c', '2021', NULL, 'candidate', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, 1, NULL, '0da54f0a6660e66c993da327094164108fc9ea6ff3dbdc326751e319221032a3');
INSERT INTO drugscene.scenes OVERRIDING SYSTEM VALUE VALUES (4, 'a', '2023', 'new', 'candidate', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, 2, '0106000020BE0B000001000000010300000001000000050000000000000000005940000000000000000000000000000059400000000000005940000000000000000000000000000059400000000000000000000000000000000000000000000059400000000000000000', 'ad06942847a394795b400c5f217a8ca9cd5977e22326fe904416e734b74b5ff2');
INSERT INTO drugscene.scenes OVERRIDING SYSTEM VALUE VALUES (5, 'd', '2023', NULL, 'candidate', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '1', '[["1", 1.0]]', NULL, '0180', '[["0180", 1.0]]', NULL, NULL, false, 1, '0106000020BE0B000001000000010300000001000000050000000000000000005940000000000000000000000000000059400000000000005940000000000000000000000000000059400000000000000000000000000000000000000000000059400000000000000000', 'e8a72645a8b517900cff167454424baed1fb782b8d32be5778304c0b27eeec4c');


--
-- Data for Name: seen_findings; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.seen_findings OVERRIDING SYSTEM VALUE VALUES (1, '2023', 'f', 'because');


--
-- Data for Name: sign_offs; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.sign_offs OVERRIDING SYSTEM VALUE VALUES (1, '2021', 'lpo', '531210', 'a', 'approve', 'kim', '2023-11-15T08:00:00.000Z', 'c', NULL);


--
-- Data for Name: store_info; Type: TABLE DATA; Schema: drugscene; Owner: county_v1_drugscene_owner
--

INSERT INTO drugscene.store_info OVERRIDING SYSTEM VALUE VALUES (1, 1, 'EPSG:3006', 15, '2023-11-15T08:00:01.000Z', '2026-11-24 13:57:17.369884+00');


--
-- Name: areas_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.areas_fid_seq', 2, true);


--
-- Name: change_log_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.change_log_fid_seq', 15, true);


--
-- Name: codes_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.codes_fid_seq', 2, true);


--
-- Name: corrections_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.corrections_fid_seq', 1, true);


--
-- Name: figures_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.figures_fid_seq', 1, true);


--
-- Name: link_decisions_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.link_decisions_fid_seq', 1, true);


--
-- Name: local_decisions_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.local_decisions_fid_seq', 1, true);


--
-- Name: measures_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.measures_fid_seq', 1, true);


--
-- Name: public_rounds_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.public_rounds_fid_seq', 2, true);


--
-- Name: public_scenes_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.public_scenes_fid_seq', 2, true);


--
-- Name: publications_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.publications_fid_seq', 2, true);


--
-- Name: released_cells_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.released_cells_fid_seq', 1, true);


--
-- Name: rounds_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.rounds_fid_seq', 2, true);


--
-- Name: scenes_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.scenes_fid_seq', 5, true);


--
-- Name: seen_findings_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.seen_findings_fid_seq', 1, true);


--
-- Name: sign_offs_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.sign_offs_fid_seq', 1, true);


--
-- Name: store_info_fid_seq; Type: SEQUENCE SET; Schema: drugscene; Owner: county_v1_drugscene_owner
--

SELECT pg_catalog.setval('drugscene.store_info_fid_seq', 1, true);


--
-- Name: areas areas_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.areas
    ADD CONSTRAINT areas_pkey PRIMARY KEY (fid);


--
-- Name: change_log change_log_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.change_log
    ADD CONSTRAINT change_log_pkey PRIMARY KEY (fid);


--
-- Name: codes codes_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.codes
    ADD CONSTRAINT codes_pkey PRIMARY KEY (fid);


--
-- Name: corrections corrections_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.corrections
    ADD CONSTRAINT corrections_pkey PRIMARY KEY (fid);


--
-- Name: figures figures_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.figures
    ADD CONSTRAINT figures_pkey PRIMARY KEY (fid);


--
-- Name: link_decisions link_decisions_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.link_decisions
    ADD CONSTRAINT link_decisions_pkey PRIMARY KEY (fid);


--
-- Name: local_decisions local_decisions_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.local_decisions
    ADD CONSTRAINT local_decisions_pkey PRIMARY KEY (fid);


--
-- Name: marks marks_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.marks
    ADD CONSTRAINT marks_pkey PRIMARY KEY (round, scene_id, by);


--
-- Name: measures measures_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.measures
    ADD CONSTRAINT measures_pkey PRIMARY KEY (fid);


--
-- Name: members members_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (user_name, level, code);


--
-- Name: public_rounds public_rounds_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.public_rounds
    ADD CONSTRAINT public_rounds_pkey PRIMARY KEY (fid);


--
-- Name: public_scenes public_scenes_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.public_scenes
    ADD CONSTRAINT public_scenes_pkey PRIMARY KEY (fid);


--
-- Name: publications publications_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.publications
    ADD CONSTRAINT publications_pkey PRIMARY KEY (fid);


--
-- Name: released_cells released_cells_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.released_cells
    ADD CONSTRAINT released_cells_pkey PRIMARY KEY (fid);


--
-- Name: rounds rounds_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.rounds
    ADD CONSTRAINT rounds_pkey PRIMARY KEY (fid);


--
-- Name: scenes scenes_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.scenes
    ADD CONSTRAINT scenes_pkey PRIMARY KEY (fid);


--
-- Name: seen_findings seen_findings_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.seen_findings
    ADD CONSTRAINT seen_findings_pkey PRIMARY KEY (fid);


--
-- Name: sign_offs sign_offs_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.sign_offs
    ADD CONSTRAINT sign_offs_pkey PRIMARY KEY (fid);


--
-- Name: store_info store_info_pkey; Type: CONSTRAINT; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE ONLY drugscene.store_info
    ADD CONSTRAINT store_info_pkey PRIMARY KEY (fid);


--
-- Name: areas_geom_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE INDEX areas_geom_idx ON drugscene.areas USING gist (geom);


--
-- Name: areas_level_code_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE INDEX areas_level_code_idx ON drugscene.areas USING btree (level, code);


--
-- Name: change_log_round_scene_id_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE INDEX change_log_round_scene_id_idx ON drugscene.change_log USING btree (round, scene_id);


--
-- Name: codes_code_list_code_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE UNIQUE INDEX codes_code_list_code_idx ON drugscene.codes USING btree (code_list, code);


--
-- Name: corrections_round_revision_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE UNIQUE INDEX corrections_round_revision_idx ON drugscene.corrections USING btree (round, revision);


--
-- Name: figures_round_name_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE UNIQUE INDEX figures_round_name_idx ON drugscene.figures USING btree (round, name);


--
-- Name: link_decisions_round_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE INDEX link_decisions_round_idx ON drugscene.link_decisions USING btree (round);


--
-- Name: local_decisions_scene_id_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE INDEX local_decisions_scene_id_idx ON drugscene.local_decisions USING btree (scene_id);


--
-- Name: measures_scene_id_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE INDEX measures_scene_id_idx ON drugscene.measures USING btree (scene_id);


--
-- Name: publications_round_revision_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE UNIQUE INDEX publications_round_revision_idx ON drugscene.publications USING btree (round, revision);


--
-- Name: released_cells_round_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE INDEX released_cells_round_idx ON drugscene.released_cells USING btree (round);


--
-- Name: rounds_label_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE UNIQUE INDEX rounds_label_idx ON drugscene.rounds USING btree (label);


--
-- Name: scenes_geom_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE INDEX scenes_geom_idx ON drugscene.scenes USING gist (geom);


--
-- Name: scenes_round_scene_id_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE UNIQUE INDEX scenes_round_scene_id_idx ON drugscene.scenes USING btree (round, scene_id);


--
-- Name: seen_findings_round_fingerprint_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE UNIQUE INDEX seen_findings_round_fingerprint_idx ON drugscene.seen_findings USING btree (round, fingerprint);


--
-- Name: sign_offs_round_idx; Type: INDEX; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE INDEX sign_offs_round_idx ON drugscene.sign_offs USING btree (round);


--
-- Name: areas a_lock; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER a_lock BEFORE INSERT OR DELETE OR UPDATE ON drugscene.areas FOR EACH STATEMENT EXECUTE FUNCTION drugscene.lock_store();


--
-- Name: codes a_lock; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER a_lock BEFORE INSERT OR DELETE OR UPDATE ON drugscene.codes FOR EACH STATEMENT EXECUTE FUNCTION drugscene.lock_store();


--
-- Name: corrections a_lock; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER a_lock BEFORE INSERT OR DELETE OR UPDATE ON drugscene.corrections FOR EACH STATEMENT EXECUTE FUNCTION drugscene.lock_store();


--
-- Name: figures a_lock; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER a_lock BEFORE INSERT OR DELETE OR UPDATE ON drugscene.figures FOR EACH STATEMENT EXECUTE FUNCTION drugscene.lock_store();


--
-- Name: link_decisions a_lock; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER a_lock BEFORE INSERT OR DELETE OR UPDATE ON drugscene.link_decisions FOR EACH STATEMENT EXECUTE FUNCTION drugscene.lock_store();


--
-- Name: local_decisions a_lock; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER a_lock BEFORE INSERT OR DELETE OR UPDATE ON drugscene.local_decisions FOR EACH STATEMENT EXECUTE FUNCTION drugscene.lock_store();


--
-- Name: measures a_lock; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER a_lock BEFORE INSERT OR DELETE OR UPDATE ON drugscene.measures FOR EACH STATEMENT EXECUTE FUNCTION drugscene.lock_store();


--
-- Name: publications a_lock; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER a_lock BEFORE INSERT OR DELETE OR UPDATE ON drugscene.publications FOR EACH STATEMENT EXECUTE FUNCTION drugscene.lock_store();


--
-- Name: released_cells a_lock; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER a_lock BEFORE INSERT OR DELETE OR UPDATE ON drugscene.released_cells FOR EACH STATEMENT EXECUTE FUNCTION drugscene.lock_store();


--
-- Name: rounds a_lock; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER a_lock BEFORE INSERT OR DELETE OR UPDATE ON drugscene.rounds FOR EACH STATEMENT EXECUTE FUNCTION drugscene.lock_store();


--
-- Name: scenes a_lock; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER a_lock BEFORE INSERT OR DELETE OR UPDATE ON drugscene.scenes FOR EACH STATEMENT EXECUTE FUNCTION drugscene.lock_store();


--
-- Name: seen_findings a_lock; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER a_lock BEFORE INSERT OR DELETE OR UPDATE ON drugscene.seen_findings FOR EACH STATEMENT EXECUTE FUNCTION drugscene.lock_store();


--
-- Name: sign_offs a_lock; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER a_lock BEFORE INSERT OR DELETE OR UPDATE ON drugscene.sign_offs FOR EACH STATEMENT EXECUTE FUNCTION drugscene.lock_store();


--
-- Name: sign_offs bind; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER bind BEFORE INSERT ON drugscene.sign_offs FOR EACH ROW EXECUTE FUNCTION drugscene.bind_sign_off();


--
-- Name: link_decisions guard; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER guard BEFORE INSERT ON drugscene.link_decisions FOR EACH ROW EXECUTE FUNCTION drugscene.guard_settled();


--
-- Name: rounds guard; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER guard BEFORE DELETE OR UPDATE ON drugscene.rounds FOR EACH ROW EXECUTE FUNCTION drugscene.guard_rounds();


--
-- Name: scenes guard; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER guard BEFORE INSERT OR DELETE OR UPDATE ON drugscene.scenes FOR EACH ROW EXECUTE FUNCTION drugscene.guard_scenes();


--
-- Name: sign_offs guard; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER guard BEFORE INSERT ON drugscene.sign_offs FOR EACH ROW EXECUTE FUNCTION drugscene.guard_settled();


--
-- Name: change_log keep; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON drugscene.change_log FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: corrections keep; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON drugscene.corrections FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: link_decisions keep; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON drugscene.link_decisions FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: local_decisions keep; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON drugscene.local_decisions FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: measures keep; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON drugscene.measures FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: publications keep; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON drugscene.publications FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: released_cells keep; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON drugscene.released_cells FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: sign_offs keep; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON drugscene.sign_offs FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: areas keep_all; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep_all BEFORE TRUNCATE ON drugscene.areas FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: change_log keep_all; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep_all BEFORE TRUNCATE ON drugscene.change_log FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: codes keep_all; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep_all BEFORE TRUNCATE ON drugscene.codes FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: corrections keep_all; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep_all BEFORE TRUNCATE ON drugscene.corrections FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: link_decisions keep_all; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep_all BEFORE TRUNCATE ON drugscene.link_decisions FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: local_decisions keep_all; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep_all BEFORE TRUNCATE ON drugscene.local_decisions FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: measures keep_all; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep_all BEFORE TRUNCATE ON drugscene.measures FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: publications keep_all; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep_all BEFORE TRUNCATE ON drugscene.publications FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: released_cells keep_all; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep_all BEFORE TRUNCATE ON drugscene.released_cells FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: rounds keep_all; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep_all BEFORE TRUNCATE ON drugscene.rounds FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: scenes keep_all; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep_all BEFORE TRUNCATE ON drugscene.scenes FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: seen_findings keep_all; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep_all BEFORE TRUNCATE ON drugscene.seen_findings FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: sign_offs keep_all; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep_all BEFORE TRUNCATE ON drugscene.sign_offs FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: store_info keep_all; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER keep_all BEFORE TRUNCATE ON drugscene.store_info FOR EACH STATEMENT EXECUTE FUNCTION drugscene.keep();


--
-- Name: areas log; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log AFTER INSERT ON drugscene.areas REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION drugscene.log_areas();


--
-- Name: link_decisions log; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log AFTER INSERT ON drugscene.link_decisions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION drugscene.log_links();


--
-- Name: local_decisions log; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log AFTER INSERT ON drugscene.local_decisions FOR EACH ROW EXECUTE FUNCTION drugscene.log_local_decisions();


--
-- Name: measures log; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log AFTER INSERT ON drugscene.measures FOR EACH ROW EXECUTE FUNCTION drugscene.log_measures();


--
-- Name: released_cells log; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log AFTER INSERT ON drugscene.released_cells REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION drugscene.log_releases();


--
-- Name: rounds log; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log AFTER INSERT OR UPDATE ON drugscene.rounds FOR EACH ROW EXECUTE FUNCTION drugscene.log_rounds();


--
-- Name: seen_findings log; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log AFTER INSERT OR DELETE OR UPDATE ON drugscene.seen_findings FOR EACH ROW EXECUTE FUNCTION drugscene.log_findings();


--
-- Name: sign_offs log; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log AFTER INSERT ON drugscene.sign_offs REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION drugscene.log_sign_offs();


--
-- Name: scenes log_added; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log_added AFTER INSERT ON drugscene.scenes REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION drugscene.log_scenes_added();


--
-- Name: codes log_changed; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log_changed AFTER UPDATE ON drugscene.codes REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION drugscene.log_codes();


--
-- Name: scenes log_changed; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log_changed AFTER UPDATE ON drugscene.scenes REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION drugscene.log_scenes_changed();


--
-- Name: figures log_kept; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log_kept AFTER INSERT ON drugscene.figures REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION drugscene.log_figures();


--
-- Name: codes log_removed; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log_removed AFTER DELETE ON drugscene.codes REFERENCING OLD TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION drugscene.log_codes();


--
-- Name: scenes log_removed; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log_removed AFTER DELETE ON drugscene.scenes REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION drugscene.log_scenes_removed();


--
-- Name: figures log_replaced; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log_replaced AFTER UPDATE ON drugscene.figures REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION drugscene.log_figures();


--
-- Name: codes log_set; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER log_set AFTER INSERT ON drugscene.codes REFERENCING NEW TABLE AS rows_written FOR EACH STATEMENT EXECUTE FUNCTION drugscene.log_codes();


--
-- Name: corrections stamp; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER stamp BEFORE INSERT ON drugscene.corrections FOR EACH ROW EXECUTE FUNCTION drugscene.stamp();


--
-- Name: figures stamp; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON drugscene.figures FOR EACH ROW EXECUTE FUNCTION drugscene.stamp();


--
-- Name: link_decisions stamp; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER stamp BEFORE INSERT ON drugscene.link_decisions FOR EACH ROW EXECUTE FUNCTION drugscene.stamp();


--
-- Name: local_decisions stamp; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER stamp BEFORE INSERT ON drugscene.local_decisions FOR EACH ROW EXECUTE FUNCTION drugscene.stamp();


--
-- Name: measures stamp; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER stamp BEFORE INSERT ON drugscene.measures FOR EACH ROW EXECUTE FUNCTION drugscene.stamp();


--
-- Name: publications stamp; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER stamp BEFORE INSERT ON drugscene.publications FOR EACH ROW EXECUTE FUNCTION drugscene.stamp();


--
-- Name: released_cells stamp; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER stamp BEFORE INSERT ON drugscene.released_cells FOR EACH ROW EXECUTE FUNCTION drugscene.stamp();


--
-- Name: sign_offs stamp; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER stamp BEFORE INSERT ON drugscene.sign_offs FOR EACH ROW EXECUTE FUNCTION drugscene.stamp();


--
-- Name: change_log tell; Type: TRIGGER; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE TRIGGER tell AFTER INSERT ON drugscene.change_log FOR EACH STATEMENT EXECUTE FUNCTION drugscene.tell();


--
-- Name: link_decisions county_decides; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY county_decides ON drugscene.link_decisions FOR INSERT TO county_v1_drugscene_county WITH CHECK (true);


--
-- Name: local_decisions county_records; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY county_records ON drugscene.local_decisions FOR INSERT TO county_v1_drugscene_county WITH CHECK (true);


--
-- Name: measures county_records; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY county_records ON drugscene.measures FOR INSERT TO county_v1_drugscene_county WITH CHECK (true);


--
-- Name: sign_offs county_signs; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY county_signs ON drugscene.sign_offs FOR INSERT TO county_v1_drugscene_county WITH CHECK (true);


--
-- Name: scenes county_writes; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY county_writes ON drugscene.scenes TO county_v1_drugscene_county USING (true) WITH CHECK (true);


--
-- Name: scenes editor_adds; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY editor_adds ON drugscene.scenes FOR INSERT TO county_v1_drugscene_editor WITH CHECK (((lpo_code = ANY (( SELECT drugscene.own('lpo'::text) AS own)::text[])) AND (EXISTS ( SELECT
   FROM drugscene.rounds r
  WHERE (r.label = scenes.round)))));


--
-- Name: scenes editor_changes; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY editor_changes ON drugscene.scenes FOR UPDATE TO county_v1_drugscene_editor USING ((lpo_code = ANY (( SELECT drugscene.own('lpo'::text) AS own)::text[]))) WITH CHECK ((lpo_code = ANY (( SELECT drugscene.own('lpo'::text) AS own)::text[])));


--
-- Name: link_decisions editor_decides; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY editor_decides ON drugscene.link_decisions FOR INSERT TO county_v1_drugscene_editor WITH CHECK ((drugscene.scene_in(NULL::text, from_scene, 'lpo'::text, ( SELECT drugscene.own('lpo'::text) AS own)) OR drugscene.scene_in(round, to_scene, 'lpo'::text, ( SELECT drugscene.own('lpo'::text) AS own))));


--
-- Name: local_decisions editor_records; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY editor_records ON drugscene.local_decisions FOR INSERT TO county_v1_drugscene_editor WITH CHECK (((role = 'lpo'::text) AND drugscene.scene_in(NULL::text, scene_id, 'lpo'::text, ( SELECT drugscene.own('lpo'::text) AS own))));


--
-- Name: measures editor_records; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY editor_records ON drugscene.measures FOR INSERT TO county_v1_drugscene_editor WITH CHECK (drugscene.scene_in(NULL::text, scene_id, 'lpo'::text, ( SELECT drugscene.own('lpo'::text) AS own)));


--
-- Name: scenes editor_removes; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY editor_removes ON drugscene.scenes FOR DELETE TO county_v1_drugscene_editor USING ((lpo_code = ANY (( SELECT drugscene.own('lpo'::text) AS own)::text[])));


--
-- Name: sign_offs editor_signs; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY editor_signs ON drugscene.sign_offs FOR INSERT TO county_v1_drugscene_editor WITH CHECK (((role = 'lpo'::text) AND (code = ANY (( SELECT drugscene.own('lpo'::text) AS own)::text[])) AND ((scene_id IS NULL) OR drugscene.scene_in(round, scene_id, 'lpo'::text, ARRAY[code]))));


--
-- Name: link_decisions; Type: ROW SECURITY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.link_decisions ENABLE ROW LEVEL SECURITY;

--
-- Name: local_decisions; Type: ROW SECURITY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.local_decisions ENABLE ROW LEVEL SECURITY;

--
-- Name: measures; Type: ROW SECURITY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.measures ENABLE ROW LEVEL SECURITY;

--
-- Name: link_decisions police_read; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY police_read ON drugscene.link_decisions FOR SELECT TO county_v1_drugscene_county, county_v1_drugscene_editor USING (true);


--
-- Name: local_decisions police_read; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY police_read ON drugscene.local_decisions FOR SELECT TO county_v1_drugscene_county, county_v1_drugscene_editor USING (true);


--
-- Name: measures police_read; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY police_read ON drugscene.measures FOR SELECT TO county_v1_drugscene_county, county_v1_drugscene_editor USING (true);


--
-- Name: scenes police_read; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY police_read ON drugscene.scenes FOR SELECT TO county_v1_drugscene_county, county_v1_drugscene_editor USING (true);


--
-- Name: sign_offs police_read; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY police_read ON drugscene.sign_offs FOR SELECT TO county_v1_drugscene_county, county_v1_drugscene_editor USING (true);


--
-- Name: sign_offs reviewer_signs; Type: POLICY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

CREATE POLICY reviewer_signs ON drugscene.sign_offs FOR INSERT TO county_v1_drugscene_reviewer WITH CHECK (((role = 'municipality'::text) AND (code = ANY (( SELECT drugscene.own('municipality'::text) AS own)::text[])) AND ((scene_id IS NULL) OR drugscene.scene_in(round, scene_id, 'municipality'::text, ARRAY[code]))));


--
-- Name: scenes; Type: ROW SECURITY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.scenes ENABLE ROW LEVEL SECURITY;

--
-- Name: sign_offs; Type: ROW SECURITY; Schema: drugscene; Owner: county_v1_drugscene_owner
--

ALTER TABLE drugscene.sign_offs ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA drugscene; Type: ACL; Schema: -; Owner: county_v1_drugscene_owner
--

GRANT USAGE ON SCHEMA drugscene TO county_v1_drugscene_county;
GRANT USAGE ON SCHEMA drugscene TO county_v1_drugscene_editor;
GRANT USAGE ON SCHEMA drugscene TO county_v1_drugscene_reviewer;
GRANT USAGE ON SCHEMA drugscene TO county_v1_drugscene_reader;


--
-- Name: FUNCTION begin_write(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.begin_write() FROM PUBLIC;
GRANT ALL ON FUNCTION drugscene.begin_write() TO county_v1_drugscene_county;
GRANT ALL ON FUNCTION drugscene.begin_write() TO county_v1_drugscene_editor;
GRANT ALL ON FUNCTION drugscene.begin_write() TO county_v1_drugscene_reviewer;


--
-- Name: FUNCTION bind_sign_off(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.bind_sign_off() FROM PUBLIC;


--
-- Name: FUNCTION guard_rounds(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.guard_rounds() FROM PUBLIC;


--
-- Name: FUNCTION guard_scenes(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.guard_scenes() FROM PUBLIC;


--
-- Name: FUNCTION guard_settled(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.guard_settled() FROM PUBLIC;


--
-- Name: TABLE scenes; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE drugscene.scenes TO county_v1_drugscene_county;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE drugscene.scenes TO county_v1_drugscene_editor;


--
-- Name: FUNCTION image(of_scene drugscene.scenes); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.image(of_scene drugscene.scenes) FROM PUBLIC;


--
-- Name: FUNCTION is_of(role_name text); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.is_of(role_name text) FROM PUBLIC;


--
-- Name: FUNCTION keep(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.keep() FROM PUBLIC;


--
-- Name: FUNCTION lock_store(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.lock_store() FROM PUBLIC;


--
-- Name: FUNCTION log_areas(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.log_areas() FROM PUBLIC;


--
-- Name: FUNCTION log_codes(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.log_codes() FROM PUBLIC;


--
-- Name: FUNCTION log_figures(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.log_figures() FROM PUBLIC;


--
-- Name: FUNCTION log_findings(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.log_findings() FROM PUBLIC;


--
-- Name: FUNCTION log_links(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.log_links() FROM PUBLIC;


--
-- Name: FUNCTION log_local_decisions(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.log_local_decisions() FROM PUBLIC;


--
-- Name: FUNCTION log_measures(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.log_measures() FROM PUBLIC;


--
-- Name: FUNCTION log_releases(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.log_releases() FROM PUBLIC;


--
-- Name: FUNCTION log_rounds(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.log_rounds() FROM PUBLIC;


--
-- Name: FUNCTION log_scenes_added(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.log_scenes_added() FROM PUBLIC;


--
-- Name: FUNCTION log_scenes_changed(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.log_scenes_changed() FROM PUBLIC;


--
-- Name: FUNCTION log_scenes_removed(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.log_scenes_removed() FROM PUBLIC;


--
-- Name: FUNCTION log_sign_offs(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.log_sign_offs() FROM PUBLIC;


--
-- Name: FUNCTION mark_edited(of_round text, scenes text[], seconds double precision); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.mark_edited(of_round text, scenes text[], seconds double precision) FROM PUBLIC;
GRANT ALL ON FUNCTION drugscene.mark_edited(of_round text, scenes text[], seconds double precision) TO county_v1_drugscene_county;
GRANT ALL ON FUNCTION drugscene.mark_edited(of_round text, scenes text[], seconds double precision) TO county_v1_drugscene_editor;


--
-- Name: FUNCTION me(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.me() FROM PUBLIC;
GRANT ALL ON FUNCTION drugscene.me() TO county_v1_drugscene_county;
GRANT ALL ON FUNCTION drugscene.me() TO county_v1_drugscene_editor;
GRANT ALL ON FUNCTION drugscene.me() TO county_v1_drugscene_reviewer;
GRANT ALL ON FUNCTION drugscene.me() TO county_v1_drugscene_reader;


--
-- Name: FUNCTION note(of_action text, of_round text, of_scene text, of_revision bigint, was json, is_now json); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.note(of_action text, of_round text, of_scene text, of_revision bigint, was json, is_now json) FROM PUBLIC;


--
-- Name: FUNCTION now_text(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.now_text() FROM PUBLIC;


--
-- Name: FUNCTION own(of_level text); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.own(of_level text) FROM PUBLIC;
GRANT ALL ON FUNCTION drugscene.own(of_level text) TO county_v1_drugscene_county;
GRANT ALL ON FUNCTION drugscene.own(of_level text) TO county_v1_drugscene_editor;
GRANT ALL ON FUNCTION drugscene.own(of_level text) TO county_v1_drugscene_reviewer;
GRANT ALL ON FUNCTION drugscene.own(of_level text) TO county_v1_drugscene_reader;


--
-- Name: FUNCTION scene_in(of_round text, scene text, of_level text, codes text[]); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.scene_in(of_round text, scene text, of_level text, codes text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION drugscene.scene_in(of_round text, scene text, of_level text, codes text[]) TO county_v1_drugscene_editor;
GRANT ALL ON FUNCTION drugscene.scene_in(of_round text, scene text, of_level text, codes text[]) TO county_v1_drugscene_reviewer;


--
-- Name: FUNCTION stamp(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.stamp() FROM PUBLIC;


--
-- Name: FUNCTION tell(); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.tell() FROM PUBLIC;


--
-- Name: FUNCTION utc(moment timestamp with time zone); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.utc(moment timestamp with time zone) FROM PUBLIC;


--
-- Name: FUNCTION whole(of_scene drugscene.scenes); Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

REVOKE ALL ON FUNCTION drugscene.whole(of_scene drugscene.scenes) FROM PUBLIC;


--
-- Name: TABLE areas; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT ON TABLE drugscene.areas TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.areas TO county_v1_drugscene_editor;
GRANT SELECT ON TABLE drugscene.areas TO county_v1_drugscene_reviewer;
GRANT SELECT ON TABLE drugscene.areas TO county_v1_drugscene_reader;


--
-- Name: TABLE change_log; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT ON TABLE drugscene.change_log TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.change_log TO county_v1_drugscene_editor;


--
-- Name: TABLE codes; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE drugscene.codes TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.codes TO county_v1_drugscene_editor;


--
-- Name: TABLE corrections; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT ON TABLE drugscene.corrections TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.corrections TO county_v1_drugscene_editor;


--
-- Name: TABLE figures; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE drugscene.figures TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.figures TO county_v1_drugscene_editor;


--
-- Name: TABLE link_decisions; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT ON TABLE drugscene.link_decisions TO county_v1_drugscene_county;
GRANT SELECT,INSERT ON TABLE drugscene.link_decisions TO county_v1_drugscene_editor;


--
-- Name: TABLE link_decisions_cooperation; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT ON TABLE drugscene.link_decisions_cooperation TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.link_decisions_cooperation TO county_v1_drugscene_reviewer;


--
-- Name: TABLE local_decisions; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT ON TABLE drugscene.local_decisions TO county_v1_drugscene_county;
GRANT SELECT,INSERT ON TABLE drugscene.local_decisions TO county_v1_drugscene_editor;


--
-- Name: TABLE local_decisions_cooperation; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT ON TABLE drugscene.local_decisions_cooperation TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.local_decisions_cooperation TO county_v1_drugscene_reviewer;


--
-- Name: TABLE marks; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT ON TABLE drugscene.marks TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.marks TO county_v1_drugscene_editor;


--
-- Name: TABLE measures; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT ON TABLE drugscene.measures TO county_v1_drugscene_county;
GRANT SELECT,INSERT ON TABLE drugscene.measures TO county_v1_drugscene_editor;


--
-- Name: TABLE measures_cooperation; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT ON TABLE drugscene.measures_cooperation TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.measures_cooperation TO county_v1_drugscene_reviewer;


--
-- Name: TABLE members; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE drugscene.members TO county_v1_drugscene_county;


--
-- Name: TABLE public_rounds; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE drugscene.public_rounds TO county_v1_drugscene_county;


--
-- Name: TABLE public_scenes; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE drugscene.public_scenes TO county_v1_drugscene_county;


--
-- Name: TABLE publications; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT ON TABLE drugscene.publications TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.publications TO county_v1_drugscene_editor;


--
-- Name: TABLE released_cells; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT ON TABLE drugscene.released_cells TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.released_cells TO county_v1_drugscene_editor;


--
-- Name: TABLE rounds; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT ON TABLE drugscene.rounds TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.rounds TO county_v1_drugscene_editor;
GRANT SELECT ON TABLE drugscene.rounds TO county_v1_drugscene_reviewer;


--
-- Name: COLUMN rounds.state; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT UPDATE(state) ON TABLE drugscene.rounds TO county_v1_drugscene_county;


--
-- Name: COLUMN rounds.revision; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT UPDATE(revision) ON TABLE drugscene.rounds TO county_v1_drugscene_county;


--
-- Name: TABLE rounds_public; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT ON TABLE drugscene.rounds_public TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.rounds_public TO county_v1_drugscene_reader;


--
-- Name: TABLE scenes_cooperation; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT ON TABLE drugscene.scenes_cooperation TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.scenes_cooperation TO county_v1_drugscene_reviewer;


--
-- Name: TABLE scenes_public; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT ON TABLE drugscene.scenes_public TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.scenes_public TO county_v1_drugscene_reader;


--
-- Name: TABLE seen_findings; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE drugscene.seen_findings TO county_v1_drugscene_county;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE drugscene.seen_findings TO county_v1_drugscene_editor;


--
-- Name: TABLE sign_offs; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT,INSERT ON TABLE drugscene.sign_offs TO county_v1_drugscene_county;
GRANT SELECT,INSERT ON TABLE drugscene.sign_offs TO county_v1_drugscene_editor;
GRANT INSERT ON TABLE drugscene.sign_offs TO county_v1_drugscene_reviewer;


--
-- Name: TABLE sign_offs_cooperation; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT ON TABLE drugscene.sign_offs_cooperation TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.sign_offs_cooperation TO county_v1_drugscene_reviewer;


--
-- Name: TABLE store_info; Type: ACL; Schema: drugscene; Owner: county_v1_drugscene_owner
--

GRANT SELECT ON TABLE drugscene.store_info TO county_v1_drugscene_county;
GRANT SELECT ON TABLE drugscene.store_info TO county_v1_drugscene_editor;
GRANT SELECT ON TABLE drugscene.store_info TO county_v1_drugscene_reviewer;
GRANT SELECT ON TABLE drugscene.store_info TO county_v1_drugscene_reader;


--
-- PostgreSQL database dump complete
--

\unrestrict g1gTGuYHlPsH02FNPMEpan2CheVokx2JVjxACzMmFUeqO4Ev7Tqflfm5BiTFBI5

