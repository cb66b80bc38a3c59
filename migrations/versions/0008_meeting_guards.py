"""Guards of meetings: what the application may not write whatever its code says (invariants I-1 to I-16).

Compatible with the previous release: it knows none of these tables; of those it knows, `seat` alone is
guarded, against two chairs, secretaries or leaders at once and more members than the act establishes.

A guard concerns the application's role. It fires after the policy and the foreign keys have spoken, so that
a row of another tenant is refused as everywhere and a reference to one reads like one to nothing. Errors
carry the name of the rule as the constraint; the words for people stand in `service/meetings/refusals.py`.
"""

from alembic import op

revision = "0008"
down_revision = "0007"

REFUSE = """
CREATE FUNCTION mms.refuse(name text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'refused: %', name USING ERRCODE = '23514', CONSTRAINT = name;
END $$
"""
LOCAL_DAY = """
CREATE FUNCTION mms.local_day(tenant integer, moment timestamptz) RETURNS date LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT (moment AT TIME ZONE t.time_zone)::date FROM platform.tenant t WHERE t.id = tenant
$$
"""
SEAT = """
CREATE FUNCTION mms.guard_seat() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  body bigint := CASE TG_TABLE_NAME WHEN 'seat' THEN (to_jsonb(NEW) ->> 'council_id')::bigint
                                    ELSE (to_jsonb(NEW) ->> 'body_id')::bigint END;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('body', NEW.tenant_id::bigint * 1000003 + body));
  IF EXISTS (SELECT FROM mms.seat a JOIN mms.seat b ON b.tenant_id = a.tenant_id
             AND b.council_id = a.council_id AND b.office = a.office AND b.id > a.id AND b.valid && a.valid
             WHERE a.tenant_id = NEW.tenant_id AND a.council_id = body
             AND a.office IN ('chair', 'secretary', 'leader')
             AND (TG_TABLE_NAME <> 'seat' OR NEW.id IN (a.id, b.id))) THEN
    PERFORM mms.refuse('one_at_a_time');
  END IF;
  IF EXISTS (SELECT FROM mms.composition_act c
             JOIN LATERAL (SELECT greatest(lower(c.valid), lower(s.valid)) AS day FROM mms.seat s
                           WHERE s.tenant_id = c.tenant_id AND s.council_id = c.body_id
                           AND s.valid && c.valid) d ON true
             WHERE c.tenant_id = NEW.tenant_id AND c.body_id = body
             AND (SELECT count(*) FROM mms.seat s WHERE s.tenant_id = c.tenant_id AND s.council_id = body
                  AND s.office <> 'curator'
                  AND CASE WHEN d.day IS NULL THEN lower_inf(s.valid) ELSE s.valid @> d.day END)
                 > c.established_seats) THEN
    PERFORM mms.refuse('established_seats');
  END IF;
  RETURN NULL;
END $$
"""
MEETING = """
CREATE FUNCTION mms.guard_meeting() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  judged mms.verdict;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.opened_at IS NOT NULL THEN PERFORM mms.refuse('meeting_begins_as_draft'); END IF;
    RETURN NULL;
  END IF;
  IF NEW.body_id <> OLD.body_id THEN PERFORM mms.refuse('meeting_body'); END IF;
  IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY[
      'draft>scheduled', 'draft>cancelled', 'scheduled>draft', 'scheduled>noticed', 'scheduled>cancelled',
      'noticed>agenda_final', 'noticed>postponed', 'noticed>cancelled', 'noticed>balloting',
      'agenda_final>noticed', 'agenda_final>postponed', 'agenda_final>cancelled', 'agenda_final>in_session',
      'agenda_final>no_quorum', 'agenda_final>balloting', 'postponed>noticed', 'postponed>cancelled',
      'in_session>suspended', 'suspended>in_session', 'in_session>closed', 'suspended>closed',
      'balloting>ballots_closed', 'ballots_closed>closed', 'ballots_closed>no_quorum',
      'closed>minutes_signed', 'minutes_signed>distributed', 'distributed>archived',
      'no_quorum>minutes_signed']) THEN
    PERFORM mms.refuse('meeting_state');
  END IF;
  IF OLD.state IN ('minutes_signed', 'distributed', 'archived')
      AND to_jsonb(NEW) - '{state,sequence,version,recorded_at}'::text[]
       <> to_jsonb(OLD) - '{state,sequence,version,recorded_at}'::text[] THEN
    PERFORM mms.refuse('meeting_is_past');
  END IF;
  IF OLD.state NOT IN ('draft', 'scheduled', 'postponed') AND NEW.form <> OLD.form THEN
    PERFORM mms.refuse('meeting_form');
  END IF;
  IF OLD.opened_at IS NOT NULL AND (NEW.opened_at IS DISTINCT FROM OLD.opened_at
      OR NEW.verdict_id IS DISTINCT FROM OLD.verdict_id OR NEW.starts_at <> OLD.starts_at
      OR NEW.counted <> OLD.counted) THEN
    PERFORM mms.refuse('meeting_opened');
  END IF;
  IF OLD.state IN ('balloting', 'ballots_closed', 'closed') AND NEW.counted <> OLD.counted THEN
    PERFORM mms.refuse('meeting_opened');
  END IF;
  -- Neither a meeting that sits nor one that is over exists without the quorum it opened with.
  IF NEW.state IN ('in_session', 'suspended', 'closed') AND NEW.opened_at IS NULL
      OR NEW.state = 'closed' AND NEW.closed_at IS NULL
      OR NEW.opened_at IS NOT NULL AND OLD.opened_at IS NULL
         AND NEW.state NOT IN ('in_session', 'balloting', 'ballots_closed', 'closed') THEN
    PERFORM mms.refuse('meeting_unopened');
  END IF;
  IF NEW.sheets_due_at IS DISTINCT FROM OLD.sheets_due_at
      AND (OLD.state NOT IN ('draft', 'scheduled', 'noticed', 'agenda_final', 'postponed', 'balloting')
           OR OLD.state = 'balloting' AND (OLD.extended_at IS NOT NULL
              OR NEW.sheets_due_at < OLD.sheets_due_at OR (NEW.extended_at <= OLD.sheets_due_at) IS NOT TRUE)
           OR EXISTS (SELECT FROM mms.sheet s JOIN mms.sheet_receipt t ON t.tenant_id = s.tenant_id
              AND t.sheet_id = s.id AND t.status = 'valid' WHERE s.tenant_id = NEW.tenant_id
              AND s.meeting_id = NEW.id AND (t.received_at <= NEW.sheets_due_at) IS NOT TRUE)) THEN
    PERFORM mms.refuse('sheets_due');
  END IF;
  IF NEW.opened_at IS NOT NULL AND OLD.opened_at IS NULL OR NEW.state = 'no_quorum' AND OLD.state <> 'no_quorum' THEN
    SELECT * INTO judged FROM mms.verdict v WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.verdict_id;
    IF judged.id IS NULL OR judged.subject <> 'meeting' OR judged.subject_id <> NEW.id
        OR judged.rule NOT LIKE '%.meeting\\_quorum' THEN
      PERFORM mms.refuse('meeting_verdict');
    END IF;
    IF NEW.opened_at IS NOT NULL AND (judged.status = 'not_yet'
        OR judged.status = 'fail' AND judged.severity = 'hard') THEN
      PERFORM mms.refuse('meeting_quorum');
    END IF;
  END IF;
  RETURN NULL;
END $$
"""
ROUND = """
CREATE FUNCTION mms.guard_round() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  judged mms.verdict;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.closed_at IS NOT NULL OR (to_jsonb(NEW) - '{closed_at,version,recorded_at}'::text[])
        <> (to_jsonb(OLD) - '{closed_at,version,recorded_at}'::text[]) THEN
      PERFORM mms.refuse('round_frozen');
    END IF;
    RETURN NULL;
  END IF;
  IF NEW.closed_at IS NOT NULL THEN PERFORM mms.refuse('round_frozen'); END IF;
  SELECT * INTO judged FROM mms.verdict v WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.verdict_id;
  IF judged.id IS NULL OR judged.subject <> 'item' OR judged.subject_id <> NEW.item_id
      OR judged.rule NOT LIKE '%.decision\\_quorum' THEN
    PERFORM mms.refuse('round_verdict');
  END IF;
  IF NEW.voting <> 'sheets' AND (judged.status = 'not_yet'
      OR judged.status = 'fail' AND judged.severity = 'hard') THEN
    PERFORM mms.refuse('decision_quorum');
  END IF;
  IF NOT EXISTS (SELECT FROM mms.agenda_item i JOIN mms.meeting m ON m.tenant_id = i.tenant_id
      AND m.id = i.meeting_id WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.item_id AND
      (m.state = 'in_session' OR NEW.voting = 'sheets' AND m.state IN ('in_session', 'ballots_closed'))) THEN
    PERFORM mms.refuse('round_in_session');
  END IF;
  RETURN NULL;
END $$
"""
# Votes of a round wait for each other and for its closing, which changes the same row. The lock is one that
# foreign keys do not ask for: two who vote at once must not wait crosswise.
MAY_VOTE = """
CREATE FUNCTION mms.check_voter(tenant integer, of_round bigint, voter bigint) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r mms.round;
  at_meeting bigint;
  by_channel text;
BEGIN
  SELECT * INTO r FROM mms.round WHERE tenant_id = tenant AND id = of_round FOR NO KEY UPDATE;
  IF r.closed_at IS NOT NULL THEN PERFORM mms.refuse('round_closed'); END IF;
  SELECT meeting_id INTO at_meeting FROM mms.agenda_item WHERE tenant_id = tenant AND id = r.item_id;
  SELECT channel INTO by_channel FROM mms.elector e
  WHERE e.tenant_id = tenant AND e.round_id = of_round AND e.person_id = voter;
  IF EXISTS (SELECT FROM mms.recusal c WHERE c.tenant_id = tenant AND c.item_id = r.item_id
             AND c.person_id = voter) THEN
    PERFORM mms.refuse('recused');
  END IF;
  IF by_channel = 'sheet' THEN
    IF NOT EXISTS (SELECT FROM mms.sheet s JOIN mms.sheet_receipt t ON t.tenant_id = s.tenant_id
        AND t.sheet_id = s.id AND t.status = 'valid'
        WHERE s.tenant_id = tenant AND s.meeting_id = at_meeting AND s.person_id = voter) THEN
      PERFORM mms.refuse('no_valid_sheet');
    END IF;
  ELSIF NOT EXISTS (SELECT FROM mms.participation p JOIN mms.presence_interval v
      ON v.tenant_id = p.tenant_id AND v.participation_id = p.id
      AND (v.left_at IS NULL OR r.voting = 'sheets')
      WHERE p.tenant_id = tenant AND p.meeting_id = at_meeting AND p.person_id = voter
      AND p.status IN ('present', 'remote')) THEN
    PERFORM mms.refuse('not_present');
  END IF;
END $$
"""
ELECTOR = """
CREATE FUNCTION mms.guard_elector() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r mms.round;
BEGIN
  SELECT * INTO r FROM mms.round WHERE tenant_id = NEW.tenant_id AND id = NEW.round_id
  FOR NO KEY UPDATE;
  IF r.closed_at IS NOT NULL OR (SELECT count(*) FROM mms.elector e
      WHERE e.tenant_id = NEW.tenant_id AND e.round_id = NEW.round_id) > r.electors THEN
    PERFORM mms.refuse('electorate_frozen');
  END IF;
  IF NOT EXISTS (SELECT FROM mms.agenda_item i
      JOIN mms.meeting m ON m.tenant_id = i.tenant_id AND m.id = i.meeting_id
      JOIN mms.seat s ON s.tenant_id = m.tenant_id AND s.council_id = m.body_id
        AND s.valid @> mms.local_day(m.tenant_id, m.starts_at)
      WHERE i.tenant_id = NEW.tenant_id AND i.id = r.item_id AND s.person_id = NEW.person_id)
    AND NOT EXISTS (SELECT FROM mms.agenda_item i
      JOIN mms.sheet h ON h.tenant_id = i.tenant_id AND h.meeting_id = i.meeting_id AND h.void_at IS NULL
      WHERE NEW.channel = 'sheet' AND i.tenant_id = NEW.tenant_id AND i.id = r.item_id
      AND h.person_id = NEW.person_id) THEN
    PERFORM mms.refuse('not_a_member');
  END IF;
  RETURN NULL;
END $$
"""
VOTE = """
CREATE FUNCTION mms.guard_vote() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  kind text;
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.person_id <> OLD.person_id OR NEW.round_id <> OLD.round_id) THEN
    PERFORM mms.refuse('vote_is_personal');
  END IF;
  SELECT voting INTO kind FROM mms.round WHERE tenant_id = NEW.tenant_id AND id = NEW.round_id;
  IF (kind = 'secret') <> (TG_TABLE_NAME = 'ballot_cast') THEN PERFORM mms.refuse('voting_kind'); END IF;
  PERFORM mms.check_voter(NEW.tenant_id, NEW.round_id, NEW.person_id);
  IF TG_TABLE_NAME = 'vote' AND EXISTS (SELECT FROM mms.elector e WHERE e.tenant_id = NEW.tenant_id
      AND e.round_id = NEW.round_id AND e.person_id = NEW.person_id AND e.channel = 'sheet')
    AND NOT EXISTS (SELECT FROM mms.round r
      JOIN mms.agenda_item i ON i.tenant_id = r.tenant_id AND i.id = r.item_id
      JOIN mms.sheet s ON s.tenant_id = r.tenant_id AND s.meeting_id = i.meeting_id
        AND s.person_id = NEW.person_id
      JOIN mms.sheet_receipt t ON t.tenant_id = r.tenant_id AND t.sheet_id = s.id AND t.status = 'valid'
      JOIN mms.sheet_mark k ON k.tenant_id = r.tenant_id AND k.receipt_id = t.id AND k.item_id = i.id
      WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.round_id
      AND k.choice = to_jsonb(NEW) ->> 'choice') THEN
    PERFORM mms.refuse('vote_as_marked');
  END IF;
  RETURN NULL;
END $$
"""
# Rewriting all ballots of the round, in the order of their random keys, gives them one transaction and shuffles
# them on the page: nobody tells the newest by its row version or its place.
BALLOT = """
CREATE FUNCTION mms.guard_ballot() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r mms.round;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.choice <> OLD.choice OR NEW.round_id <> OLD.round_id OR NEW.id <> OLD.id THEN
      PERFORM mms.refuse('ballot_is_final');
    END IF;
    RETURN NULL;
  END IF;
  SELECT * INTO r FROM mms.round WHERE tenant_id = NEW.tenant_id AND id = NEW.round_id
  FOR NO KEY UPDATE;
  IF r.voting <> 'secret' OR r.closed_at IS NOT NULL THEN PERFORM mms.refuse('round_closed'); END IF;
  IF (SELECT count(*) FROM mms.secret_ballot b WHERE b.tenant_id = NEW.tenant_id AND b.round_id = r.id)
      > (SELECT count(*) FROM mms.ballot_cast c WHERE c.tenant_id = NEW.tenant_id AND c.round_id = r.id) THEN
    PERFORM mms.refuse('ballot_without_voter');
  END IF;
  RETURN NULL;
END $$
"""
MIX = """
CREATE FUNCTION mms.mix_ballots() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT b.tenant_id, b.id FROM mms.secret_ballot b WHERE (b.tenant_id, b.round_id) IN
      (SELECT a.tenant_id, a.round_id FROM added a) ORDER BY b.id LOOP
    UPDATE mms.secret_ballot b SET choice = b.choice WHERE b.tenant_id = one.tenant_id AND b.id = one.id;
  END LOOP;
  RETURN NULL;
END $$
"""
# The outcome of a row that its guard refuses does not matter; it is never "adopted" without a verdict.
OUTCOME = """
CREATE FUNCTION mms.decide() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT CASE WHEN q.status = 'fail' AND q.severity = 'hard' OR q.status = 'not_yet' THEN 'not_held'
              WHEN v.status IN ('pass', 'waived') THEN 'adopted'
              WHEN v.status = 'not_applicable' THEN 'recorded' END INTO NEW.outcome
  FROM mms.round r JOIN mms.verdict q ON q.tenant_id = r.tenant_id AND q.id = r.verdict_id
  JOIN mms.verdict v ON v.tenant_id = r.tenant_id AND v.id = NEW.verdict_id
  WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.round_id;
  NEW.outcome := coalesce(NEW.outcome, 'rejected');
  RETURN NEW;
END $$
"""
DECISION = """
CREATE FUNCTION mms.guard_decision() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r mms.round;
  quorum mms.verdict;
  judged mms.verdict;
  counted integer[];
BEGIN
  SELECT * INTO r FROM mms.round WHERE tenant_id = NEW.tenant_id AND id = NEW.round_id;
  IF r.closed_at IS NULL OR r.item_id <> NEW.item_id THEN PERFORM mms.refuse('decision_after_round'); END IF;
  IF NEW.kind <> (SELECT coalesce(i.decides, 'procedural') FROM mms.agenda_item i
                  WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.item_id) THEN
    PERFORM mms.refuse('decision_kind');
  END IF;
  IF r.voting = 'secret' THEN
    SELECT ARRAY[count(*) FILTER (WHERE choice = 'for'), count(*) FILTER (WHERE choice = 'against'),
                 count(*) FILTER (WHERE choice = 'abstain')] INTO counted
    FROM mms.secret_ballot WHERE tenant_id = NEW.tenant_id AND round_id = NEW.round_id;
  ELSE
    SELECT ARRAY[count(*) FILTER (WHERE choice = 'for'), count(*) FILTER (WHERE choice = 'against'),
                 count(*) FILTER (WHERE choice = 'abstain')] INTO counted
    FROM mms.vote WHERE tenant_id = NEW.tenant_id AND round_id = NEW.round_id;
  END IF;
  IF counted <> ARRAY[NEW.votes_for, NEW.votes_against, NEW.votes_abstained] THEN
    PERFORM mms.refuse('decision_counts');
  END IF;
  SELECT * INTO quorum FROM mms.verdict v WHERE v.tenant_id = NEW.tenant_id AND v.id = r.verdict_id;
  SELECT * INTO judged FROM mms.verdict v WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.verdict_id;
  IF quorum.status = 'fail' AND quorum.severity = 'hard' OR quorum.status = 'not_yet' THEN
    IF judged.id IS DISTINCT FROM quorum.id THEN PERFORM mms.refuse('decision_verdict'); END IF;
    RETURN NULL;
  END IF;
  IF judged.id IS NULL OR judged.subject <> 'round' OR judged.subject_id <> NEW.round_id
      OR judged.rule NOT LIKE '%.majority' AND judged.rule NOT LIKE '%.chair\\_election'
      OR judged.verdict #>> '{operands,for}' IS DISTINCT FROM NEW.votes_for::text
         AND judged.status <> 'not_applicable'
      OR judged.status NOT IN ('pass', 'waived', 'not_applicable', 'fail') THEN
    PERFORM mms.refuse('decision_verdict');
  END IF;
  RETURN NULL;
END $$
"""
FOUNDING = """
CREATE FUNCTION mms.guard_founding() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM mms.decision d JOIN mms.council b ON b.tenant_id = d.tenant_id
      AND b.id = NEW.body_id AND b.kind = d.kind
      WHERE d.tenant_id = NEW.tenant_id AND d.id = NEW.decision_id AND d.outcome IN ('adopted', 'recorded')
      AND d.kind IN ('working_group', 'expert_group')) THEN
    PERFORM mms.refuse('founded_by_decision');
  END IF;
  RETURN NULL;
END $$
"""
RECEIPT = """
CREATE FUNCTION mms.guard_receipt() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s mms.sheet;
  m mms.meeting;
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.received_at <> OLD.received_at OR NEW.sheet_id <> OLD.sheet_id
      OR NEW.channel <> OLD.channel) THEN
    PERFORM mms.refuse('receipt_is_final');
  END IF;
  IF NEW.status <> 'valid' THEN RETURN NULL; END IF;
  -- Who comes to the room at this moment locks the same sheet; closing and moving the deadline wait.
  SELECT * INTO s FROM mms.sheet WHERE tenant_id = NEW.tenant_id AND id = NEW.sheet_id FOR NO KEY UPDATE;
  SELECT * INTO m FROM mms.meeting WHERE tenant_id = NEW.tenant_id AND id = s.meeting_id FOR SHARE;
  IF m.sheets_due_at IS NULL THEN PERFORM mms.refuse('sheets_not_taken'); END IF;
  IF NEW.received_at > m.sheets_due_at THEN PERFORM mms.refuse('sheet_late'); END IF;
  IF s.void_at IS NOT NULL THEN PERFORM mms.refuse('sheet_void'); END IF;
  IF m.state IN ('draft', 'scheduled', 'closed', 'minutes_signed', 'distributed', 'archived', 'cancelled',
                 'no_quorum') THEN
    PERFORM mms.refuse('sheets_not_taken');
  END IF;
  IF m.counted = 'room_and_sheets' AND EXISTS (SELECT FROM mms.participation p
      WHERE p.tenant_id = NEW.tenant_id AND p.meeting_id = m.id AND p.person_id = s.person_id
      AND p.status IN ('present', 'remote') AND NOT coalesce((SELECT bool_and(v.left_at IS NOT NULL)
        FROM mms.presence_interval v WHERE v.tenant_id = p.tenant_id AND v.participation_id = p.id), false)) THEN
    PERFORM mms.refuse('room_before_sheet');
  END IF;
  RETURN NULL;
END $$
"""
PARTICIPATION = """
CREATE FUNCTION mms.guard_participation() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  m mms.meeting;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT FROM mms.meeting x WHERE x.tenant_id = OLD.tenant_id AND x.id = OLD.meeting_id
               AND x.state NOT IN ('draft', 'scheduled', 'noticed', 'agenda_final', 'postponed')) THEN
      PERFORM mms.refuse('participation_kept');
    END IF;
    RETURN NULL;
  END IF;
  SELECT * INTO m FROM mms.meeting WHERE tenant_id = NEW.tenant_id AND id = NEW.meeting_id;
  IF TG_OP = 'UPDATE' AND (NEW.meeting_id <> OLD.meeting_id OR NEW.person_id IS DISTINCT FROM OLD.person_id) THEN
    PERFORM mms.refuse('participation_person');
  END IF;
  IF NEW.status NOT IN ('present', 'remote') AND EXISTS (SELECT FROM mms.elector e
      JOIN mms.round r ON r.tenant_id = e.tenant_id AND r.id = e.round_id
      JOIN mms.agenda_item i ON i.tenant_id = r.tenant_id AND i.id = r.item_id
      WHERE e.tenant_id = NEW.tenant_id AND i.meeting_id = NEW.meeting_id AND e.person_id = NEW.person_id
      AND e.channel <> 'sheet' AND (
        EXISTS (SELECT FROM mms.vote v WHERE v.tenant_id = e.tenant_id AND v.round_id = e.round_id
                AND v.person_id = e.person_id)
        OR EXISTS (SELECT FROM mms.ballot_cast v WHERE v.tenant_id = e.tenant_id AND v.round_id = e.round_id
                   AND v.person_id = e.person_id))) THEN
    PERFORM mms.refuse('voted_so_present');
  END IF;
  IF NEW.status IN ('present', 'remote') THEN
    PERFORM FROM mms.sheet s WHERE s.tenant_id = NEW.tenant_id AND s.meeting_id = NEW.meeting_id
      AND s.person_id = NEW.person_id ORDER BY s.id FOR NO KEY UPDATE;
  END IF;
  IF m.counted = 'room_and_sheets' AND NEW.status IN ('present', 'remote') AND EXISTS (SELECT FROM mms.sheet s
      JOIN mms.sheet_receipt t ON t.tenant_id = s.tenant_id AND t.sheet_id = s.id AND t.status = 'valid'
      WHERE s.tenant_id = NEW.tenant_id AND s.meeting_id = NEW.meeting_id AND s.person_id = NEW.person_id) THEN
    PERFORM mms.refuse('room_before_sheet');
  END IF;
  RETURN NULL;
END $$
"""
MINUTES = """
CREATE FUNCTION mms.guard_minutes() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  judged mms.verdict;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.number IS NOT NULL THEN PERFORM mms.refuse('minutes_begin_as_draft'); END IF;
    IF NOT EXISTS (SELECT FROM mms.meeting m WHERE m.tenant_id = NEW.tenant_id AND m.id = NEW.meeting_id
        AND m.body_id = NEW.body_id) THEN
      PERFORM mms.refuse('minutes_of_meeting');
    END IF;
    RETURN NULL;
  END IF;
  IF OLD.state = 'signed' THEN PERFORM mms.refuse('minutes_signed'); END IF;
  IF NEW.meeting_id <> OLD.meeting_id OR NEW.body_id <> OLD.body_id THEN
    PERFORM mms.refuse('minutes_of_meeting');
  END IF;
  IF OLD.state = 'review' AND NEW.state <> 'draft' AND (NEW.content IS DISTINCT FROM OLD.content
      OR NEW.pdf_sha256 IS DISTINCT FROM OLD.pdf_sha256 OR NEW.pdf_id IS DISTINCT FROM OLD.pdf_id) THEN
    PERFORM mms.refuse('minutes_frozen');
  END IF;
  IF NEW.state = 'draft' AND EXISTS (SELECT FROM mms.signature s WHERE s.tenant_id = NEW.tenant_id
      AND s.minutes_id = NEW.id) THEN
    PERFORM mms.refuse('minutes_frozen');
  END IF;
  IF NEW.state = 'signed' THEN
    IF OLD.state <> 'review' THEN PERFORM mms.refuse('minutes_reviewed'); END IF;
    IF NOT EXISTS (SELECT FROM mms.meeting m WHERE m.tenant_id = NEW.tenant_id AND m.id = NEW.meeting_id
        AND m.state IN ('closed', 'no_quorum', 'minutes_signed')) THEN
      PERFORM mms.refuse('minutes_after_meeting');
    END IF;
    SELECT * INTO judged FROM mms.verdict v WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.verdict_id;
    IF judged.id IS NULL OR judged.subject <> 'minutes' OR judged.subject_id <> NEW.id
        OR judged.rule NOT LIKE '%.signatories' OR judged.status NOT IN ('pass', 'not_applicable', 'waived') THEN
      PERFORM mms.refuse('minutes_verdict');
    END IF;
    IF NOT EXISTS (SELECT FROM mms.signature s WHERE s.tenant_id = NEW.tenant_id AND s.minutes_id = NEW.id) THEN
      PERFORM mms.refuse('minutes_signature');
    END IF;
  END IF;
  -- A number is given once, the next of its year, and stays with its minutes whatever they go through.
  IF OLD.number IS NOT NULL AND (NEW.number, NEW.year) IS DISTINCT FROM (OLD.number, OLD.year) THEN
    PERFORM mms.refuse('minutes_number');
  END IF;
  IF OLD.number IS NULL AND NEW.number IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('minutes', NEW.tenant_id::bigint * 1000003 + NEW.body_id));
    IF NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM mms.minutes x WHERE x.tenant_id = NEW.tenant_id
        AND x.body_id = NEW.body_id AND x.year = NEW.year AND x.id <> NEW.id) THEN
      PERFORM mms.refuse('minutes_number');
    END IF;
  END IF;
  RETURN NULL;
END $$
"""
BLOCK = """
CREATE FUNCTION mms.guard_minutes_block() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM mms.minutes m WHERE m.tenant_id = NEW.tenant_id AND m.id = NEW.minutes_id FOR SHARE;
  IF EXISTS (SELECT FROM mms.minutes m WHERE m.tenant_id = NEW.tenant_id AND m.id = NEW.minutes_id
             AND m.state <> 'draft') OR TG_OP = 'UPDATE' AND NEW.minutes_id <> OLD.minutes_id THEN
    PERFORM mms.refuse('minutes_frozen');
  END IF;
  RETURN NULL;
END $$
"""
SIGNATURE = """
CREATE FUNCTION mms.guard_signature() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM mms.minutes m WHERE m.tenant_id = NEW.tenant_id AND m.id = NEW.minutes_id FOR NO KEY UPDATE;
  PERFORM FROM mms.amendment a WHERE a.tenant_id = NEW.tenant_id AND a.id = NEW.amendment_id
    FOR NO KEY UPDATE;
  IF NEW.minutes_id IS NOT NULL AND NOT EXISTS (SELECT FROM mms.minutes m WHERE m.tenant_id = NEW.tenant_id
      AND m.id = NEW.minutes_id AND m.state = 'review' AND m.pdf_sha256 = NEW.sha256) THEN
    PERFORM mms.refuse('signature_digest');
  END IF;
  IF NEW.amendment_id IS NOT NULL AND NOT EXISTS (SELECT FROM mms.amendment a WHERE a.tenant_id = NEW.tenant_id
      AND a.id = NEW.amendment_id AND a.state = 'draft' AND a.sha256 = NEW.sha256) THEN
    PERFORM mms.refuse('signature_digest');
  END IF;
  RETURN NULL;
END $$
"""
AMENDMENT = """
CREATE FUNCTION mms.guard_amendment() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM mms.minutes m WHERE m.tenant_id = NEW.tenant_id
      AND m.id = NEW.minutes_id AND m.state = 'signed') THEN
    PERFORM mms.refuse('amendment_of_signed');
  END IF;
  IF TG_OP = 'INSERT' AND NEW.state <> 'draft' THEN PERFORM mms.refuse('minutes_begin_as_draft'); END IF;
  IF TG_OP = 'UPDATE' AND (OLD.state = 'signed' OR NEW.minutes_id <> OLD.minutes_id) THEN
    PERFORM mms.refuse('amendment_signed');
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.text, NEW.reason, NEW.number, NEW.sha256, NEW.pdf_id)
      <> (OLD.text, OLD.reason, OLD.number, OLD.sha256, OLD.pdf_id)
      AND (NEW.state = 'signed' OR EXISTS (SELECT FROM mms.signature s
           WHERE s.tenant_id = NEW.tenant_id AND s.amendment_id = NEW.id)) THEN
    PERFORM mms.refuse('minutes_frozen');
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.state = 'signed' AND NOT EXISTS (SELECT FROM mms.signature s
      WHERE s.tenant_id = NEW.tenant_id AND s.amendment_id = NEW.id AND s.sha256 = NEW.sha256) THEN
    PERFORM mms.refuse('minutes_signature');
  END IF;
  RETURN NULL;
END $$
"""
SHEET = """
CREATE FUNCTION mms.guard_sheet() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.meeting_id, NEW.person_id, NEW.number, NEW.code)
      <> (OLD.meeting_id, OLD.person_id, OLD.number, OLD.code) THEN
    PERFORM mms.refuse('sheet_is_personal');
  END IF;
  RETURN NULL;
END $$
"""
ITEM = """
CREATE FUNCTION mms.guard_item() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.meeting_id <> OLD.meeting_id AND EXISTS (SELECT FROM mms.round r
      WHERE r.tenant_id = NEW.tenant_id AND r.item_id = NEW.id) THEN
    PERFORM mms.refuse('item_was_voted');
  END IF;
  RETURN NULL;
END $$
"""
RECUSAL = """
CREATE FUNCTION mms.guard_recusal() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM mms.round r WHERE r.tenant_id = NEW.tenant_id AND r.item_id = NEW.item_id ORDER BY r.id
    FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM mms.round r WHERE r.tenant_id = NEW.tenant_id AND r.item_id = NEW.item_id AND (
      EXISTS (SELECT FROM mms.vote v WHERE v.tenant_id = r.tenant_id AND v.round_id = r.id
              AND v.person_id = NEW.person_id)
      OR EXISTS (SELECT FROM mms.ballot_cast v WHERE v.tenant_id = r.tenant_id AND v.round_id = r.id
                 AND v.person_id = NEW.person_id))) THEN
    PERFORM mms.refuse('voted_so_not_recused');
  END IF;
  RETURN NULL;
END $$
"""
# What signed minutes tell of does not change behind them.
PAST = """
CREATE FUNCTION mms.guard_past() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one jsonb;
BEGIN
  FOREACH one IN ARRAY ARRAY[to_jsonb(OLD), to_jsonb(NEW)] LOOP
    IF EXISTS (SELECT FROM mms.meeting m WHERE m.tenant_id = (one ->> 'tenant_id')::int
        AND m.state IN ('minutes_signed', 'distributed', 'archived')
        AND m.id = CASE TG_TABLE_NAME
          WHEN 'presence_interval' THEN (SELECT p.meeting_id FROM mms.participation p
            WHERE p.tenant_id = m.tenant_id AND p.id = (one ->> 'participation_id')::bigint)
          WHEN 'recusal' THEN (SELECT i.meeting_id FROM mms.agenda_item i
            WHERE i.tenant_id = m.tenant_id AND i.id = (one ->> 'item_id')::bigint)
          ELSE (one ->> 'meeting_id')::bigint END) THEN
      PERFORM mms.refuse('meeting_is_past');
    END IF;
  END LOOP;
  RETURN NULL;
END $$
"""
GUARDS = (
    ("seat", "guard_seat", "AFTER INSERT OR UPDATE"),
    ("composition_act", "guard_seat", "AFTER INSERT OR UPDATE"),
    ("meeting", "guard_meeting", "AFTER INSERT OR UPDATE"),
    ("round", "guard_round", "AFTER INSERT OR UPDATE"),
    ("elector", "guard_elector", "AFTER INSERT"),
    ("vote", "guard_vote", "AFTER INSERT OR UPDATE"),
    ("ballot_cast", "guard_vote", "AFTER INSERT"),
    ("secret_ballot", "guard_ballot", "AFTER INSERT OR UPDATE"),
    ("founding", "guard_founding", "AFTER INSERT"),
    ("sheet_receipt", "guard_receipt", "AFTER INSERT OR UPDATE"),
    ("participation", "guard_participation", "AFTER INSERT OR UPDATE OR DELETE"),
    ("minutes", "guard_minutes", "AFTER INSERT OR UPDATE"),
    ("minutes_block", "guard_minutes_block", "AFTER INSERT OR UPDATE"),
    ("signature", "guard_signature", "AFTER INSERT"),
    ("decision", "guard_decision", "AFTER INSERT"),
    ("sheet", "guard_sheet", "AFTER UPDATE"),
    ("agenda_item", "guard_item", "AFTER UPDATE"),
    ("recusal", "guard_recusal", "AFTER INSERT"),
    ("amendment", "guard_amendment", "AFTER INSERT OR UPDATE"),
)
PASSING = ("agenda_item", "participation", "presence_interval", "recusal")
FUNCTIONS = (
    "refuse(text)", "local_day(integer, timestamptz)", "guard_seat()", "guard_meeting()", "guard_round()",
    "check_voter(integer, bigint, bigint)", "guard_elector()", "guard_vote()", "guard_ballot()",
    "mix_ballots()", "decide()", "guard_decision()", "guard_founding()", "guard_receipt()", "guard_participation()",
    "guard_minutes()", "guard_minutes_block()", "guard_signature()", "guard_amendment()",
    "guard_sheet()", "guard_item()", "guard_recusal()", "guard_past()",
)  # fmt: skip


def upgrade() -> None:
    for statement in (
        REFUSE, LOCAL_DAY, SEAT, MEETING, ROUND, MAY_VOTE, ELECTOR, VOTE, BALLOT, MIX, OUTCOME, DECISION,
        FOUNDING, RECEIPT, PARTICIPATION, MINUTES, BLOCK, SIGNATURE, AMENDMENT, SHEET, ITEM, RECUSAL,
        PAST,
    ):  # fmt: skip
        op.execute(statement)
    for function in FUNCTIONS:
        op.execute(f"REVOKE ALL ON FUNCTION mms.{function} FROM PUBLIC")
        if not function.endswith("()"):  # a trigger asks nobody for the right to run
            op.execute(f"GRANT EXECUTE ON FUNCTION mms.{function} TO mun_app")
    for table, function, moment in GUARDS:
        # Triggers fire by their names: those of foreign keys, RI_..., before these.
        op.execute(
            f"CREATE TRIGGER guard {moment} ON mms.{table} FOR EACH ROW WHEN (current_user = 'mun_app')"
            f" EXECUTE FUNCTION mms.{function}()"
        )
    for table in PASSING:
        op.execute(
            f"CREATE TRIGGER past AFTER INSERT OR UPDATE OR DELETE ON mms.{table} FOR EACH ROW"
            " WHEN (current_user = 'mun_app') EXECUTE FUNCTION mms.guard_past()"
        )
    op.execute(
        "CREATE TRIGGER mix AFTER INSERT ON mms.secret_ballot REFERENCING NEW TABLE AS added"
        " FOR EACH STATEMENT EXECUTE FUNCTION mms.mix_ballots()"
    )
    # The outcome follows from the verdict whoever writes the row.
    op.execute(
        "CREATE TRIGGER decide BEFORE INSERT ON mms.decision FOR EACH ROW"
        " WHEN (NEW.outcome IS NULL) EXECUTE FUNCTION mms.decide()"
    )


def downgrade() -> None:
    for table, _, _ in GUARDS:
        op.execute(f"DROP TRIGGER guard ON mms.{table}")
    for table in PASSING:
        op.execute(f"DROP TRIGGER past ON mms.{table}")
    op.execute("DROP TRIGGER decide ON mms.decision")
    op.execute("DROP TRIGGER mix ON mms.secret_ballot")
    for function in reversed(FUNCTIONS):
        op.execute(f"DROP FUNCTION mms.{function}")
