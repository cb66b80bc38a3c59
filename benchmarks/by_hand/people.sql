-- The figures about people, as somebody who knows the tables would write them: every register is read once and
-- brought down to one row a person, then one pass over the main jobs counts everything.
WITH trained AS (
  SELECT tenant_id, person_id,
         bool_or(finished_on >= %(year)s) AS this_year,
         bool_or(finished_on >= %(year)s AND NOT informal) AS formal,
         bool_or(federal_register AND after_diagnostics AND NOT informal) AS federal_formal
  FROM mms.training
  WHERE kind IN ('pk', 'pp') AND finished_on BETWEEN '2023-01-01' AND %(as_of)s /*here*/
  GROUP BY 1, 2
), routed AS (
  SELECT tenant_id, person_id, bool_or(approved_on <= %(as_of)s) AS approved
  FROM mms.route
  WHERE valid @> %(as_of)s AND developed_on <= %(as_of)s /*here*/
  GROUP BY 1, 2
), tested AS (
  SELECT DISTINCT tenant_id, person_id FROM mms.diagnostics WHERE "on" <= %(as_of)s /*here*/
), paired AS (
  SELECT tenant_id, mentor_id AS person_id FROM mms.mentoring_pair WHERE valid @> %(as_of)s /*here*/
  UNION
  SELECT tenant_id, mentee_id FROM mms.mentoring_pair WHERE valid @> %(as_of)s /*here*/
), supported AS (
  SELECT DISTINCT a.tenant_id, a.person_id
  FROM mms.attendance a JOIN mms.event v ON v.tenant_id = a.tenant_id AND v.id = a.event_id
  WHERE v.kind = 'young_support' AND v."on" BETWEEN %(year)s AND %(as_of)s /*here a*/
), together AS (
  SELECT DISTINCT i.tenant_id, i.person_id
  FROM mms.community_member i JOIN mms.community c ON c.tenant_id = i.tenant_id AND c.id = i.community_id
  WHERE c.kind IN ('network', 'professional') AND i.valid @> %(as_of)s AND c.valid @> %(as_of)s /*here i*/
), seated AS (
  SELECT DISTINCT i.tenant_id, i.person_id
  FROM mms.seat i JOIN mms.council c ON c.tenant_id = i.tenant_id AND c.id = i.council_id
  WHERE c.kind IN ('council', 'expert_council') AND i.valid @> %(as_of)s AND c.valid @> %(as_of)s /*here i*/
)
SELECT m.tenant_id,
       count(*) FILTER (WHERE m.position = 'teacher') AS teachers,
       count(*) FILTER (WHERE m.position IN ('teacher', 'head', 'deputy_head')) AS staff,
       count(*) FILTER (WHERE m.position IN ('teacher', 'head', 'deputy_head') AND t.formal) AS formal,
       count(*) FILTER (WHERE m.position IN ('teacher', 'head', 'deputy_head') AND t.this_year) AS this_year,
       count(*) FILTER (WHERE m.position = 'teacher' AND t.federal_formal) AS federal_formal,
       count(*) FILTER (WHERE m.position = 'teacher' AND r.person_id IS NOT NULL) AS routed,
       count(*) FILTER (WHERE m.position = 'teacher' AND r.approved AND d.person_id IS NOT NULL) AS approved,
       count(*) FILTER (WHERE m.position = 'teacher' AND q.person_id IS NOT NULL) AS paired,
       count(*) FILTER (WHERE m.position = 'teacher' AND p.birth_date > %(young)s) AS young,
       count(*) FILTER (WHERE m.position = 'teacher' AND p.birth_date > %(young)s AND s.person_id IS NOT NULL)
         AS supported,
       count(*) FILTER (WHERE m.position = 'teacher' AND p.birth_date IS NULL) AS ageless,
       count(*) FILTER (WHERE m.position = 'teacher' AND g.person_id IS NOT NULL) AS together,
       count(*) FILTER (WHERE m.position = 'teacher' AND c.person_id IS NOT NULL) AS seated
FROM mms.employment m
JOIN mms.organisation o ON o.tenant_id = m.tenant_id AND o.id = m.organisation_id
JOIN mms.person p ON p.tenant_id = m.tenant_id AND p.id = m.person_id
LEFT JOIN trained t ON t.tenant_id = m.tenant_id AND t.person_id = m.person_id
LEFT JOIN routed r ON r.tenant_id = m.tenant_id AND r.person_id = m.person_id
LEFT JOIN tested d ON d.tenant_id = m.tenant_id AND d.person_id = m.person_id
LEFT JOIN paired q ON q.tenant_id = m.tenant_id AND q.person_id = m.person_id
LEFT JOIN supported s ON s.tenant_id = m.tenant_id AND s.person_id = m.person_id
LEFT JOIN together g ON g.tenant_id = m.tenant_id AND g.person_id = m.person_id
LEFT JOIN seated c ON c.tenant_id = m.tenant_id AND c.person_id = m.person_id
WHERE m.kind = 'main' AND m.valid @> %(as_of)s AND o.own AND o.valid @> %(as_of)s AND p.merged_into IS NULL /*here m*/
GROUP BY 1
