-- A region's table as somebody who knows the tables would write it: agreements in force, released figures of large
-- enough groups, the sum of a column and a municipality's place in it.
WITH granted AS (
  SELECT a.tenant_id, max(a.min_cell) AS least, array_agg(DISTINCT c.code) AS codes, bool_and(a.organisations_shown) AS shown
  FROM mms.share_agreement a CROSS JOIN LATERAL unnest(a.indicators) AS c (code)
  WHERE a.region_id = %(region)s AND a.revoked_at IS NULL AND a.valid @> current_date
  GROUP BY a.tenant_id
)
SELECT t.id, t.name ->> 'ru' AS name, c.code, v.numerator, v.denominator, r.basis, c.value_status, c.local,
       sum(v.numerator) OVER column_ AS above, sum(v.denominator) OVER column_ AS below,
       rank() OVER (PARTITION BY c.code ORDER BY v.numerator::numeric / nullif(v.denominator, 0) DESC NULLS LAST)
FROM platform.tenant t
LEFT JOIN granted g ON g.tenant_id = t.id
LEFT JOIN pub.release r ON r.tenant_id = g.tenant_id AND r.as_of = %(day)s
LEFT JOIN pub.cell c ON c.tenant_id = r.tenant_id AND c.as_of = r.as_of AND c.code = ANY (g.codes)
  AND c.code = ANY (%(codes)s)
LEFT JOIN pub.value v ON v.tenant_id = c.tenant_id AND v.as_of = c.as_of AND v.code = c.code
  AND (v.smallest IS NULL OR v.smallest >= g.least OR (v.about = 'organisations' AND g.shown))
WHERE t.region_id = %(region)s AND t.status = 'active'
WINDOW column_ AS (PARTITION BY c.code)
ORDER BY name, c.code
