-- The figures about organisations, teams, units, the roadmap and cycles; every tenant has at least one school.
WITH schools AS (
  SELECT o.tenant_id,
         count(*) AS schools,
         count(*) FILTER (WHERE EXISTS (
           SELECT 1 FROM mms.management_team g
           JOIN mms.team_training t ON t.tenant_id = g.tenant_id AND t.team_id = g.id
           WHERE g.tenant_id = o.tenant_id AND g.organisation_id = o.id
             AND t.kind IN ('pk', 'pp') AND t.finished_on BETWEEN %(year)s AND %(as_of)s)) AS trained,
         count(*) FILTER (WHERE d.plan) AS planned,
         count(*) FILTER (WHERE d.mentoring AND EXISTS (
           SELECT 1 FROM mms.mentoring_pair q
           WHERE q.tenant_id = o.tenant_id AND q.organisation_id = o.id AND q.valid @> %(as_of)s)) AS mentoring
  FROM mms.organisation o
  LEFT JOIN (
    SELECT tenant_id, organisation_id, bool_or(kind = 'development_plan') AS plan,
           bool_or(kind = 'mentoring_order') AS mentoring
    FROM mms.organisation_document WHERE valid @> %(as_of)s /*here*/ GROUP BY 1, 2
  ) d ON d.tenant_id = o.tenant_id AND d.organisation_id = o.id
  WHERE o.own AND o.valid @> %(as_of)s AND o.type IN ('general', 'preschool', 'additional') /*here o*/
  GROUP BY 1
), teams AS (
  SELECT g.tenant_id, count(*) AS teams,
         count(*) FILTER (WHERE EXISTS (
           SELECT 1 FROM mms.team_training t WHERE t.tenant_id = g.tenant_id AND t.team_id = g.id
             AND t.kind = 'pk' AND t.finished_on BETWEEN '2023-01-01' AND %(as_of)s)) AS teams_trained
  FROM mms.management_team g
  JOIN mms.organisation o ON o.tenant_id = g.tenant_id AND o.id = g.organisation_id
  WHERE g.valid @> %(as_of)s AND o.own AND o.valid @> %(as_of)s /*here g*/
  GROUP BY 1
), units AS (
  SELECT tenant_id, count(*) AS units FROM mms.community WHERE valid @> %(as_of)s /*here*/ GROUP BY 1
), items AS (
  SELECT tenant_id,
         count(*) FILTER (WHERE due_on BETWEEN %(year)s AND %(as_of)s) AS due,
         count(*) FILTER (WHERE due_on BETWEEN %(year)s AND %(as_of)s AND done_on <= %(as_of)s) AS due_done,
         count(*) FILTER (WHERE done_on BETWEEN %(year)s AND %(as_of)s) AS done
  FROM mms.roadmap_item WHERE true /*here*/ GROUP BY 1
), cycles AS (
  SELECT tenant_id, count(*) AS cycles, count(*) FILTER (WHERE analysed_on <= %(as_of)s) AS analysed
  FROM mms.cycle
  WHERE organisation_id IS NULL AND finished_on BETWEEN %(year)s AND %(as_of)s /*here*/ GROUP BY 1
)
SELECT * FROM schools
LEFT JOIN teams USING (tenant_id) LEFT JOIN units USING (tenant_id)
LEFT JOIN items USING (tenant_id) LEFT JOIN cycles USING (tenant_id)
